package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Action;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;

class LeaseChecksTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final NodeName TWO = new NodeName("core-02");
    private static final AssignedInstance LEASED = Sample.assigned("web-1", 1)
            .withUpkeep(new Upkeep(Duration.ZERO, Optional.empty(), Exclusive.LEASE));
    private static final List<Action> MOVE = List.of(
            new Action.Stop(ONE, LEASED.id(), LEASED.incarnation(), lost()),
            new Action.Start(TWO, Sample.assigned("web-1", 2), lost()));
    private static final StoreWrite CHECK = new StoreWrite.Check(Paths.lease(ONE), 7);

    private static Reason lost() {
        return new Reason(ReasonCode.NODE_LOST, "core-01 is lost");
    }

    private static NodeObservation silent(NodeAssignment assignment,
            Optional<NodeIntent> intent) {
        return new NodeObservation(Sample.node("core-01"), Optional.of(Sample.NOON), intent,
                assignment, 1, NodeStatus.none(ONE),
                Optional.of(new NodeObservation.Lease(7, true)), 4);
    }

    private static List<StoreWrite> checks(NodeObservation one, List<Action> actions) {
        return LeaseChecks.of(actions, Sample.state(Sample.NOON, one));
    }

    private static NodeAssignment assigned(AssignedInstance instance) {
        return new NodeAssignment(Sample.CLUSTER, 1, 1, List.of(instance), List.of());
    }

    @Test
    void a_move_that_relies_on_the_end_of_a_lease_checks_that_it_was_not_renewed() {
        assertThat(checks(silent(assigned(LEASED), Optional.empty()), MOVE))
                .containsExactly(CHECK);
    }

    @Test
    void so_does_a_start_of_what_was_stopped_there_before() {
        NodeAssignment stopped = new NodeAssignment(Sample.CLUSTER, 1, 1, List.of(),
                List.of(new Tombstone(LEASED.id(), LEASED.incarnation(), lost(), true)));

        assertThat(checks(silent(stopped, Optional.empty()), MOVE.subList(1, 2)))
                .containsExactly(CHECK);
    }

    @Test
    void a_move_that_relies_on_the_word_of_a_person_checks_that_the_node_is_not_back() {
        NodeIntent dead = NodeIntent.dead("alice", "burnt down", Sample.NOON, 4);
        NodeIntent earlier = NodeIntent.dead("alice", "burnt down", Sample.NOON, 3);
        StoreWrite notBack = new StoreWrite.Check(Paths.node(ONE), 4);

        assertThat(checks(silent(assigned(LEASED), Optional.of(dead)), MOVE))
                .containsExactly(notBack);
        assertThat(checks(silent(assigned(Sample.assigned("web-1", 1)), Optional.of(dead)), MOVE))
                .containsExactly(notBack);
        assertThat(checks(silent(assigned(LEASED), Optional.of(earlier)), MOVE))
                .containsExactly(CHECK);
    }

    @Test
    void nothing_is_checked_for_what_does_not_rely_on_it() {
        assertThat(checks(silent(assigned(Sample.assigned("web-1", 1)), Optional.empty()), MOVE))
                .isEmpty();
        assertThat(checks(silent(assigned(LEASED), Optional.empty()), List.of(
                new Action.Start(TWO, Sample.assigned("web-2", 2), lost())))).isEmpty();
    }
}
