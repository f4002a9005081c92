package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Collection;
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
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.core.state.ObservedState.KnownSecret;
import orchestrator.core.state.PlacementKey;

/**
 * A plan in the making: what is seen, as changed by the actions taken so far. The steps of
 * {@link ClusterPlanner} read it and add to it; it never leaves the planner.
 */
final class PlanDraft {
    final Pace pace;
    final ObservedState observed;
    /** See {@link ClusterIndex#restless}. */
    final Collection<NodeObservation> restless;
    final WantedInstances wanted;
    final DataLocations data;
    final ClusterLedger ledger;
    /** True while nothing is moved off silent nodes. */
    final boolean braked;
    /** Which lost nodes may be emptied now. */
    final LossPace losses;
    final SpecCatalog specs;
    /** Whom the steps go through. */
    final Attention attention;
    /** See {@link ClusterIndex#isNew}. */
    final boolean looksAtAll;
    private final Whereabouts whereabouts;
    private final InstanceSet touched = new InstanceSet();
    /** Of which there is nothing that was there before this plan. */
    private final InstanceSet fresh = new InstanceSet();
    /** Of which there is something new beside what was there. */
    private final InstanceSet doubled = new InstanceSet();
    private final TreeSet<PlacementKey> leaving = new TreeSet<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final TreeMap<SpecHash, ContainerSpec> newSpecs = new TreeMap<>();
    private final TreeMap<SecretId, Integer> secretVersions;
    private SpecHash lastSpec;
    private int used;

    PlanDraft(ClusterIndex index, Pace pace) {
        this.pace = pace;
        this.observed = index.observed();
        this.wanted = index.wanted();
        this.data = index.data();
        this.ledger = index.ledger();
        this.looksAtAll = index.isNew();
        this.whereabouts = new Whereabouts(ledger);
        this.specs = index.specs();
        this.attention = index.attention();
        this.secretVersions = index.secrets();
        this.restless = index.restless();
        this.braked = Brake.isOn(index);
        this.losses = LossPace.of(index);
    }

    /** The incarnations of one instance, oldest first. */
    List<Placed> placed(InstanceId id) {
        return whereabouts.of(id);
    }

    /** The newest incarnation of an instance. */
    Optional<Placed> newest(InstanceId id) {
        List<Placed> all = placed(id);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Version of the value of a secret, empty when it has none. */
    Optional<Integer> secretVersion(SecretId id) {
        return Optional.ofNullable(secretVersions.get(id));
    }

    /** True when the record of some secret cannot be read. */
    boolean hasUnreadableSecrets() {
        return secretVersions.containsValue(KnownSecret.UNREADABLE);
    }

    /** True once an action or a hold has settled what happens to the instance in this plan. */
    boolean isTouched(InstanceId id) {
        return touched.contains(id);
    }

    /** The incarnations of one instance that were there before this plan, oldest first. */
    List<Placed> placedBefore(InstanceId id) {
        if (fresh.contains(id)) {
            return List.of();
        }
        return !doubled.contains(id)
                ? placed(id)
                : placed(id).stream().filter(one -> one.node().assignment()
                        .find(id, one.assigned().incarnation()).isPresent()).toList();
    }

    /** True when that incarnation must stand in no list any more. */
    boolean isLeaving(Placed one) {
        return !leaving.isEmpty() && leaving.contains(PlacementKey.of(one.assigned()));
    }

    /** The next incarnation; a plan that is made again from the same input gives the same. */
    Incarnation nextIncarnation() {
        used++;
        return observed.incarnation(used);
    }

    void start(NodeName node, AssignedInstance instance, Reason reason) {
        record(new Action.Start(node, instance, reason), instance);
        add(node, instance);
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
        add(old.node().name(), instance);
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
        leaving.add(PlacementKey.of(one.assigned()));
        attention.toUsersOf(one.assigned().id());
    }

    /** Whom the next plan has to look at, whatever changes by then. */
    InstanceSet unsettled() {
        InstanceSet unsettled = attention.again();
        attention.forEachId(id -> {
            if (isTouched(id) || isUnproven(placed(id))) {
                unsettled.add(id);
            }
        });
        return unsettled;
    }

    private static boolean isUnproven(List<Placed> all) {
        return !all.isEmpty() && !(all.size() == 1 && all.getFirst().counts());
    }

    Plan toPlan() {
        actions.sort(Comparator.comparing(Action::instance).thenComparing(Action::node));
        holds.sort(Comparator.comparing(Hold::instance));
        return new Plan(actions, holds, newSpecs, used);
    }

    private void record(Action action, AssignedInstance instance) {
        actions.add(action);
        touched.add(instance.id());
        if (!instance.spec().equals(lastSpec)) {
            lastSpec = instance.spec();
            specs.content(lastSpec).ifPresent(spec -> newSpecs.put(lastSpec, spec));
        }
    }

    private void add(NodeName node, AssignedInstance instance) {
        boolean isAlone = placed(instance.id()).isEmpty();
        (isAlone ? fresh : doubled).add(instance.id());
        ledger.node(node).add(instance);
        whereabouts.forget(instance.id());
        attention.toUsersOf(instance.id());
    }

    private void remove(Placed one) {
        ledger.homes(one.assigned().id()).stream()
                .filter(home -> home.name().equals(one.node().name()))
                .forEach(home -> home.remove(one.assigned()));
        whereabouts.remove(one);
        attention.toUsersOf(one.assigned().id());
    }
}
