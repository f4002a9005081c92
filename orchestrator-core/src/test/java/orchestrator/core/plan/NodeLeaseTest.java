package orchestrator.core.plan;

import static orchestrator.core.plan.NodeFixture.unchecked;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.NodeLease;
import orchestrator.core.state.ObservedContainer.State;
import org.junit.jupiter.api.Test;

class NodeLeaseTest {
    private static final String OVER = "the store does not answer";
    private final NodeFixture node = new NodeFixture();

    private void assignLeased(int number) {
        AssignedInstance instance = node.assign("db-1", number, unchecked());
        node.assigned.remove(instance);
        node.assigned.add(instance.withUpkeep(
                new Upkeep(Duration.ZERO, Optional.empty(), Exclusive.LEASE)));
    }

    private Instant soon() {
        return node.now.plusSeconds(15);
    }

    private void doubt() {
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));
    }

    @Test
    void nothing_is_begun_before_the_lease_is_held_and_the_assignment_read_since() {
        assignLeased(1);
        node.assign("web-1", 2, unchecked());

        assertThat(node.settled()).isEqualTo("Create web-1 1.2 (its container starts)");
        assertThat(node.shown("db-1"))
                .isEqualTo("starting: the lease of this node is not held yet");
        node.lease = NodeLease.unread(soon());
        assertThat(node.settled()).isEmpty();
        node.lease = NodeLease.held(soon());
        assertThat(node.settled()).isEqualTo("Create db-1 1.1 (its container starts)");
        assertThat(node.plan.nextLook()).contains(node.now.plus(RunningStep.SETTLED));
        node.pass(Duration.ofSeconds(2));
        node.settled();
        assertThat(node.plan.nextLook()).contains(node.lease.stopAt().orElseThrow());
    }

    @Test
    void when_it_is_over_what_ran_under_it_stops_even_in_doubt_and_nothing_else() {
        running();
        doubt();
        node.lease = NodeLease.over(OVER);

        assertThat(node.settled()).isEqualTo("""
                Stop db-1 1.1 (the store does not answer)
                ReadOutput db-1 1.1 (the store does not answer)
                Remove db-1 1.1 (the store does not answer)""");
        assertThat(node.row("db-1").reason().code()).isEqualTo(ReasonCode.LEASE_NOT_HELD);
        node.lease = NodeLease.held(soon());
        assertThat(node.settled()).startsWith("Create db-1 1.1");
    }

    @Test
    void it_stops_in_less_time_than_it_asked_for_when_the_lease_leaves_less() {
        running();
        node.lease = NodeLease.over(OVER);
        node.planned();

        assertThat(((ContainerAction.Stop) node.plan.actions().getFirst()).grace())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void what_the_fencer_has_killed_begins_again_without_a_pause() {
        running();
        node.exits("db-1", 137);
        node.lease = NodeLease.over(OVER);
        node.settled();
        node.lease = NodeLease.held(soon());

        assertThat(node.settled()).startsWith("Create db-1 1.1");
    }

    @Test
    void in_doubt_it_is_made_anew_while_the_lease_is_held() {
        running();
        node.exits("db-1", 1);
        doubt();

        assertThat(node.settled()).contains("Create db-1 1.1");
    }

    @Test
    void a_container_that_was_made_and_not_started_is_removed() {
        running();
        node.become(node.container("db-1"), State.CREATED, 0);
        node.lease = NodeLease.unread(soon());
        assertThat(node.planned()).isEmpty();
        node.lease = NodeLease.over(OVER);

        assertThat(node.planned()).isEqualTo("Remove db-1 1.1 (the store does not answer)");
    }

    @Test
    void what_was_stopped_by_the_leader_ends_with_the_lease_in_doubt() {
        running();
        node.assigned.clear();
        node.tombstones.add(new Tombstone(NodeFixture.instance("db-1"), new Incarnation(1, 1),
                new Reason(ReasonCode.MOVED, "moved"), true));
        doubt();
        assertThat(node.planned()).isEmpty();
        node.lease = NodeLease.over(OVER);

        assertThat(node.planned()).startsWith("Stop db-1 1.1");
    }

    private void running() {
        assignLeased(1);
        node.lease = NodeLease.held(soon());
        node.settled();
        node.pass(Duration.ofSeconds(2));
        node.settled();
    }
}
