package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * A plan in the making: what is seen, as changed by the actions taken so far. The steps of
 * {@link ClusterPlanner} read it and add to it; it never leaves the planner.
 */
final class PlanDraft {
    final Pace pace;
    final ObservedState observed;
    final WantedInstances wanted;
    final DataLocations data;
    final ClusterLedger ledger;
    /** True while nothing is moved off silent nodes. */
    final boolean braked;
    /** Which lost nodes may be emptied now. */
    final LossPace losses;
    final SpecCatalog specs = new SpecCatalog();
    private final TreeMap<InstanceId, List<Placed>> placed = new TreeMap<>();
    private final TreeSet<InstanceId> touched = new TreeSet<>();
    private final List<AssignedInstance> leaving = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final TreeMap<SpecHash, ContainerSpec> newSpecs = new TreeMap<>();
    private final TreeMap<SecretId, Integer> secretVersions = new TreeMap<>();
    private int used;

    PlanDraft(WantedInstances wanted, ObservedState observed, Pace pace) {
        this.pace = pace;
        this.observed = observed;
        this.wanted = wanted;
        this.data = DataLocations.of(observed);
        this.ledger = new ClusterLedger(observed);
        this.braked = Brake.isOn(wanted, observed);
        this.losses = LossPace.of(observed);
        observed.secrets().forEach(known -> secretVersions.put(known.id(), known.version()));
        for (NodeObservation node : observed.nodes()) {
            node.assignment().instances().forEach(each -> add(Placed.of(node, each)));
        }
    }

    /** Everything that is assigned now, instances in order, oldest incarnation first. */
    List<Placed> assigned() {
        return placed.values().stream().flatMap(List::stream).toList();
    }

    /** The incarnations of one instance, oldest first. */
    List<Placed> placed(InstanceId id) {
        return List.copyOf(placed.getOrDefault(id, List.of()));
    }

    /** The newest incarnation of an instance. */
    Optional<Placed> newest(InstanceId id) {
        List<Placed> all = placed.getOrDefault(id, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Version of the value of a secret, empty when it has none. */
    Optional<Integer> secretVersion(SecretId id) {
        return Optional.ofNullable(secretVersions.get(id));
    }

    /** True once an action or a hold has settled what happens to the instance in this plan. */
    boolean isTouched(InstanceId id) {
        return touched.contains(id);
    }

    /** True when that incarnation must stand in no list any more. */
    boolean isLeaving(Placed one) {
        return leaving.contains(one.assigned());
    }

    /** The next incarnation; a plan that is made again from the same input gives the same. */
    Incarnation nextIncarnation() {
        used++;
        return observed.incarnation(used);
    }

    void start(NodeName node, AssignedInstance instance, Reason reason) {
        record(new Action.Start(node, instance, reason), instance);
        add(new Placed(observed.node(node).orElseThrow(), instance, Optional.empty()));
        ledger.node(node).add(instance);
    }

    void stop(Placed one, Reason reason) {
        actions.add(new Action.Stop(one.node().name(), one.assigned().id(),
                one.assigned().incarnation(), reason));
        touched.add(one.assigned().id());
        remove(one);
    }

    void replace(Placed old, AssignedInstance instance, Reason reason) {
        remove(old);
        record(new Action.Replace(old.node().name(), old.assigned().incarnation(), instance,
                reason), instance);
        add(new Placed(old.node(), instance, Optional.empty()));
        ledger.node(old.node().name()).add(instance);
    }

    void adjust(Placed one, AssignedInstance instance, Reason reason) {
        record(new Action.Adjust(one.node().name(), instance, reason), instance);
    }

    void bury(NodeObservation node, InstanceId id, Incarnation incarnation) {
        actions.add(new Action.Bury(node.name(), id, incarnation,
                new Reason(ReasonCode.STOP_ASKED, "its container is gone")));
    }

    void hold(InstanceId id, ReasonCode code, String text) {
        hold(new Hold(id, new Reason(code, text)));
    }

    void hold(InstanceId id, Reason reason, List<Refusal> refusals) {
        hold(new Hold(id, reason, refusals));
    }

    void hold(Hold hold) {
        holds.add(hold);
        touched.add(hold.instance());
    }

    /** Takes an incarnation out of every list, before it is stopped. */
    void leave(Placed one) {
        leaving.add(one.assigned());
    }

    Plan toPlan() {
        actions.sort(Comparator.comparing(Action::instance).thenComparing(Action::node));
        holds.sort(Comparator.comparing(Hold::instance));
        return new Plan(actions, holds, newSpecs, used);
    }

    private void record(Action action, AssignedInstance instance) {
        actions.add(action);
        touched.add(instance.id());
        specs.content(instance.spec()).ifPresent(spec -> newSpecs.put(instance.spec(), spec));
    }

    private void add(Placed one) {
        List<Placed> all = placed.computeIfAbsent(one.assigned().id(), id -> new ArrayList<>());
        all.add(one);
        all.sort(Comparator.comparing(each -> each.assigned().incarnation()));
    }

    private void remove(Placed one) {
        placed.get(one.assigned().id()).remove(one);
        ledger.node(one.node().name()).remove(one.assigned());
    }
}
