package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static orchestrator.reconciler.controller.Sample.assigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Value;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final NodeName TWO = new NodeName("core-02");
    private static final Reason NEW = new Reason(ReasonCode.NEW, "it is new");

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final PlanExecutor executor = new PlanExecutor(records,
            FencedStore.telling(store, new LeaderTerm(1, 0, ServerMemory.Seen.NONE)), timeline);

    @BeforeEach
    void begin_a_term() {
        new ClusterBootstrap(records, () -> Sample.CLUSTER).open();
        store.commit(List.of(new StoreWrite.Create(Paths.EPOCH, new byte[0], false)));
    }

    @Test
    void all_nodes_of_a_plan_are_written_in_one_commit_after_its_specs() {
        ContainerSpec spec = spec("web:1");
        Plan plan = plan(spec, start(ONE, assigned("web-1", 1)), start(TWO, assigned("web-2", 2)));

        PlanExecutor.Outcome outcome = execute(plan, nothingRuns());

        assertThat(outcome.nodes()).isEqualTo(2);
        assertThat(records.spec(SpecHash.of(spec)).orElseThrow().value()).isEqualTo(spec);
        assertThat(ensemble.log().getLast()).extracting(StoreWrite::path).containsExactly(
                Paths.EPOCH, Paths.assignment(ONE), Paths.assignment(TWO));
        NodeAssignment written = records.assignment(ONE).orElseThrow().value();
        assertThat(written.epoch()).isEqualTo(1);
        assertThat(written.instances()).containsExactly(assigned("web-1", 1));
    }

    @Test
    void notes_stand_in_the_commit_of_the_plan_and_are_written_also_without_one() {
        StoreWrite note = new StoreWrite.Create(Paths.rollout(new ProjectName("shop")),
                new byte[0], false);
        executor.execute(drawn(plan(spec("web:1"), start(ONE, assigned("web-1", 1))),
                nothingRuns()), nothingRuns(), List.of(note));
        assertThat(ensemble.log().getLast()).extracting(StoreWrite::path).containsExactly(
                Paths.EPOCH, note.path(), Paths.assignment(ONE));

        StoreWrite another = new StoreWrite.Update(note.path(), new byte[]{1}, 0);
        executor.execute(drawn(new Plan(List.of(), List.of(), new TreeMap<>(), 0),
                nothingRuns()), nothingRuns(), List.of(another));
        assertThat(ensemble.log().getLast()).extracting(StoreWrite::path).containsExactly(
                Paths.EPOCH, note.path());
    }

    @Test
    void notes_are_written_also_where_the_plan_finds_no_room() {
        ClusterStore full = (ClusterStore) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ClusterStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("commit")
                            && arguments[0].toString().contains(Paths.assignment(ONE))) {
                        throw new RecordTooLargeException(Paths.assignment(ONE), 2, 1);
                    }
                    return method.invoke(store, arguments);
                });
        PlanExecutor cramped = new PlanExecutor(records, FencedStore.telling(full,
                new LeaderTerm(1, 0, ServerMemory.Seen.NONE)), timeline);
        StoreWrite note = new StoreWrite.Create(Paths.rollout(new ProjectName("shop")),
                new byte[0], false);

        assertThatThrownBy(() -> cramped.execute(
                drawn(plan(spec("web:1"), start(ONE, assigned("web-1", 1))), nothingRuns()),
                nothingRuns(), List.of(note))).isInstanceOf(RecordTooLargeException.class);
        assertThat(store.read(note.path())).isPresent();
    }

    @Test
    void a_spec_that_is_there_already_is_not_written_again() {
        execute(plan(spec("web:1")), nothingRuns());
        int commits = ensemble.log().size();
        execute(plan(spec("web:1")), nothingRuns());

        assertThat(ensemble.log()).hasSize(commits);
    }

    @Test
    void an_assignment_at_another_version_than_observed_is_not_overwritten() {
        execute(plan(spec("web:1"), start(ONE, assigned("web-1", 1))), nothingRuns());

        assertThatThrownBy(() -> execute(
                plan(spec("web:1"), start(ONE, assigned("web-2", 2))), nothingRuns()))
                .isInstanceOf(StoreConflictException.class);
        assertThat(records.assignment(ONE).orElseThrow().value().instances())
                .containsExactly(assigned("web-1", 1));
    }

    @Test
    void what_relies_on_the_end_of_a_lease_is_void_once_that_was_renewed() {
        LeaseRecord lease = new LeaseRecord(ONE, "boot");
        store.commit(List.of(records.put(Paths.lease(ONE), lease, Optional.empty())));
        AssignedInstance leased = assigned("web-1", 1).withUpkeep(new AssignedInstance.Upkeep(
                Duration.ZERO, Optional.empty(), Exclusive.LEASE));
        execute(plan(spec("web:1"), start(ONE, leased)), nothingRuns());
        NodeObservation lost = new NodeObservation(Sample.node("core-01"),
                Optional.of(Sample.NOON), Optional.empty(),
                records.assignment(ONE).orElseThrow().value(), 0, NodeStatus.none(ONE),
                Optional.of(new NodeObservation.Lease(0, true)), 0);
        NodeObservation free = new NodeObservation(Sample.node("core-02"), Optional.empty(),
                Optional.empty(), NodeAssignment.none(Sample.CLUSTER),
                NodeObservation.NO_RECORD, NodeStatus.none(TWO));
        Plan move = plan(spec("web:1"),
                new Action.Stop(ONE, leased.id(), leased.incarnation(), NEW),
                start(TWO, assigned("web-1", 2)));

        store.commit(List.of(records.put(Paths.lease(ONE), lease, records.lease(ONE))));
        assertThatThrownBy(() -> execute(move, Sample.state(Sample.NOON, lost, free)))
                .isInstanceOf(StoreConflictException.class);
        assertThat(records.assignment(TWO)).isEmpty();
    }

    @Test
    void what_moves_from_a_silent_node_is_ended_there_before_it_begins_elsewhere() {
        NodeName nine = new NodeName("core-99");
        LeaseRecord lease = new LeaseRecord(nine, "boot");
        store.commit(List.of(records.put(Paths.lease(nine), lease, Optional.empty())));
        List<NodeObservation> nodes = new ArrayList<>();
        List<Action> actions = new ArrayList<>();
        for (int i = 11; i < 41; i++) {
            NodeName node = new NodeName("core-" + i);
            nodes.add(empty(node));
            actions.add(start(node, sized("web-" + i, 2_000)));
        }
        AssignedInstance moved = assigned("web-11", 1).withUpkeep(new AssignedInstance.Upkeep(
                Duration.ZERO, Optional.empty(), Exclusive.LEASE));
        execute(plan(spec("web:1"), start(nine, moved)),
                Sample.state(NOON, empty(nine)));
        nodes.add(lost(nine));
        actions.add(new Action.Stop(nine, moved.id(), moved.incarnation(), NEW));
        store.onCommit(writes -> {
            if (writes.stream().anyMatch(each -> each.path().equals(Paths.assignment(nine)))) {
                store.onCommit(_ -> InMemoryClusterStore.NextCommit.REQUEST_LOST);
            }
            return InMemoryClusterStore.NextCommit.ANSWERED;
        });

        assertThatThrownBy(() -> execute(
                new Plan(actions, List.of(), new TreeMap<>(), 30),
                new ObservedState(Sample.CLUSTER, 1, 0, NOON, true, nodes, List.of())))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(records.assignment(nine).orElseThrow().value().instances()).isEmpty();
        assertThat(records.assignment(new NodeName("core-40"))).isEmpty();
    }

    private PlanExecutor.Outcome execute(Plan plan, ObservedState observed) {
        return executor.execute(drawn(plan, observed), observed, List.of());
    }

    /** Without the check: some of these plans say what no planner would. */
    private CheckedPlan drawn(Plan plan, ObservedState observed) {
        return new CheckedPlan(plan, CheckedPlan.shares(plan.actions(), observed, timeline));
    }

    private NodeObservation lost(NodeName node) {
        return new NodeObservation(Sample.node(node.value()), Optional.of(Sample.NOON),
                Optional.empty(), records.assignment(node).orElseThrow().value(), 0,
                NodeStatus.none(node), Optional.of(new NodeObservation.Lease(0, true)), 0);
    }

    @Test
    void nothing_begins_elsewhere_whose_end_on_a_silent_node_cannot_be_written() {
        AssignedInstance moved = assigned("web-1", 1);
        NodeAssignment full = new NodeAssignment(Sample.CLUSTER, 1, 1,
                List.of(moved, large("web-8")), List.of());
        NodeObservation silent = new NodeObservation(Sample.node("core-01"),
                Optional.of(Sample.NOON), Optional.empty(), full, 0, NodeStatus.none(ONE));

        PlanExecutor.Outcome outcome = execute(plan(spec("web:1"),
                new Action.Stop(ONE, moved.id(), moved.incarnation(), NEW),
                start(TWO, assigned("web-1", 2)), start(TWO, assigned("web-2", 3))),
                Sample.state(NOON, silent, empty(TWO)));

        assertThat(outcome.tooLarge()).extracting(Hold::instance).containsExactly(
                Sample.instance("web-1"));
        assertThat(records.assignment(TWO).orElseThrow().value().instances())
                .containsExactly(assigned("web-2", 3));
    }

    @Test
    void an_assignment_that_fits_in_no_record_is_held_and_harms_no_other_node() {
        Plan plan = plan(spec("web:1"), start(ONE, large("web-1")),
                start(TWO, assigned("web-2", 2)));

        PlanExecutor.Outcome outcome = execute(plan, nothingRuns());

        assertThat(outcome.tooLarge()).extracting(Hold::instance).containsExactly(
                Sample.instance("web-1"));
        assertThat(outcome.tooLarge().getFirst().reason().text()).contains("core-01", "KB");
        assertThat(records.assignment(ONE)).isEmpty();
        assertThat(records.assignment(TWO)).isPresent();
    }

    @Test
    void a_spec_that_fits_in_no_record_holds_who_needs_it() {
        ContainerSpec spec = spec("x".repeat(600_000));
        AssignedInstance needsIt = new AssignedInstance(Sample.instance("web-1"),
                new Incarnation(1, 1), SpecHash.of(spec), SpecHash.ofContainer(spec),
                new TreeMap<>(), Resources.NONE, List.of(), List.of(), List.of(), 0, List.of());

        PlanExecutor.Outcome outcome = execute(
                plan(spec, start(ONE, needsIt), start(ONE, assigned("web-2", 2))), nothingRuns());

        assertThat(outcome.tooLarge()).extracting(Hold::instance).containsExactly(
                Sample.instance("web-1"));
        assertThat(records.assignment(ONE).orElseThrow().value().instances())
                .containsExactly(assigned("web-2", 2));
    }

    @Test
    void more_than_fits_in_one_commit_is_written_in_several() {
        List<NodeObservation> nodes = new ArrayList<>();
        List<Action> starts = new ArrayList<>();
        for (int i = 11; i < 21; i++) {
            NodeName node = new NodeName("core-" + i);
            nodes.add(empty(node));
            starts.add(start(node, sized("web-" + i, 2_000)));
        }
        ObservedState observed = new ObservedState(Sample.CLUSTER, 1, 0, NOON, true, nodes,
                List.of());

        execute(new Plan(starts, List.of(), new TreeMap<>(), 10), observed);

        assertThat(nodes).allMatch(node -> records.assignment(node.name()).isPresent());
    }

    private static AssignedInstance large(String address) {
        return sized(address, 60_000);
    }

    private static AssignedInstance sized(String address, int ports) {
        TreeMap<String, Integer> many = new TreeMap<>();
        for (int i = 0; i < ports; i++) {
            many.put("a-rather-long-name-of-a-port-" + i, 20_000 + i);
        }
        AssignedInstance plain = assigned(address, 1);
        return new AssignedInstance(plain.id(), plain.incarnation(), plain.spec(),
                plain.container(), many, Resources.NONE, List.of(), List.of(), List.of(), 0,
                List.of());
    }

    private static ContainerSpec spec(String image) {
        return new ContainerSpec(image, List.of(), List.of(new ContainerSpec.Env("A",
                Value.literal("b"))), List.of(), List.of(), List.of(), Resources.NONE,
                Optional.empty(), Optional.empty(), ContainerSpec.Stop.DEFAULT);
    }

    private static Plan plan(ContainerSpec spec, Action... actions) {
        TreeMap<SpecHash, ContainerSpec> specs = new TreeMap<>();
        specs.put(SpecHash.of(spec), spec);
        return new Plan(List.of(actions), List.of(), specs, actions.length);
    }

    private static Action start(NodeName node, AssignedInstance assigned) {
        return new Action.Start(node, assigned, NEW);
    }

    private static ObservedState nothingRuns() {
        return Sample.state(NOON, empty(ONE), empty(TWO));
    }

    private static NodeObservation empty(NodeName node) {
        return new NodeObservation(Sample.node(node.value()), Optional.empty(), Optional.empty(),
                NodeAssignment.none(Sample.CLUSTER), NodeObservation.NO_RECORD,
                NodeStatus.none(node));
    }
}
