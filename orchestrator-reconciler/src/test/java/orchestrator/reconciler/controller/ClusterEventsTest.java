package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static orchestrator.reconciler.controller.Sample.assigned;
import static orchestrator.reconciler.controller.Sample.observed;
import static orchestrator.reconciler.controller.Sample.silent;
import static orchestrator.reconciler.controller.Sample.state;
import static orchestrator.reconciler.controller.Sample.status;
import static orchestrator.reconciler.controller.Sample.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.api.Test;

class ClusterEventsTest {
    private static final NodeStatus NOTHING = NodeStatus.none(Sample.node("core-01").name());

    @Test
    void an_unchanged_cluster_has_no_events() {
        ObservedState quiet = state(NOON, with(status("web-1", Phase.READY, 0, "passed")));

        assertThat(ClusterEvents.between(quiet, quiet)).isEmpty();
    }

    @Test
    void a_new_phase_is_told_with_node_and_reason() {
        assertThat(texts(with(status("web-1", Phase.STARTING, 0, "is starting")),
                with(status("web-1", Phase.READY, 0, "passed its check"))))
                .containsExactly("web-1 ready on core-01: passed its check");
    }

    @Test
    void a_crash_is_told_with_its_exit_code_once() {
        assertThat(texts(with(status("web-1", Phase.READY, 0, "passed")),
                with(status("web-1", Phase.CRASHED, 1, "exited with code 137"))))
                .containsExactly("web-1 crashed on core-01: exited with code 137");
    }

    @Test
    void a_crash_nobody_saw_is_told_by_its_count() {
        assertThat(texts(with(status("web-1", Phase.READY, 0, "passed")),
                with(status("web-1", Phase.READY, 2, "passed"))))
                .containsExactly("web-1 ended by itself on core-01 and was started again,"
                        + " 2 times so far");
    }

    @Test
    void a_lost_node_and_its_return_are_told() {
        NodeObservation there = observed("core-01", List.of(), NOTHING);
        NodeObservation away = silent(there, NOON.minusSeconds(48));

        assertThat(texts(there, away)).containsExactly(
                "core-01 lost: its agent has no session any more");
        assertThat(texts(away, again(there))).containsExactly("core-01 back after 48s");
    }

    @Test
    void draining_is_told_from_the_wish_to_the_end() {
        NodeObservation busy = observed("core-01", List.of(assigned("web-1", 1)), NOTHING);
        NodeObservation draining = draining(busy);
        NodeObservation empty = draining(observed("core-01", List.of(), NOTHING));

        assertThat(texts(busy, draining)).containsExactly(
                "core-01 draining, by alice: kernel update");
        assertThat(texts(draining, empty)).containsExactly(
                "core-01 drained: nothing runs here any more");
        assertThat(texts(empty, observed("core-01", List.of(), NOTHING))).containsExactly(
                "core-01 takes work again");
    }

    @Test
    void a_node_that_was_not_known_has_joined() {
        List<Event> events = ClusterEvents.between(state(NOON),
                state(NOON, observed("core-01", List.of(), NOTHING)));

        assertThat(events).extracting(Event::subject).containsExactly("core-01");
        assertThat(events.getFirst().reason().text()).isEqualTo("joined the cluster");
    }

    @Test
    void who_is_there_at_the_first_look_of_all_has_joined() {
        NodeObservation coming = silent(observed("core-02", List.of(), NOTHING), NOON);

        ObservedState found = state(NOON, observed("core-01", List.of(), NOTHING), coming);

        assertThat(ClusterEvents.since(Optional.empty(), found, true)).extracting(Event::subject)
                .containsExactly("core-01");
        assertThat(ClusterEvents.since(Optional.empty(), found, false)).isEmpty();
    }

    @Test
    void a_node_that_never_came_back_has_joined_once_it_is_there() {
        NodeObservation there = observed("core-01", List.of(), NOTHING);
        NodeObservation coming = silent(there, NOON.minusSeconds(1));

        assertThat(ClusterEvents.between(state(NOON), state(NOON, coming))).isEmpty();
        assertThat(texts(coming, there)).containsExactly("core-01 joined the cluster");
    }

    /** It has written its record once more. */
    private static NodeObservation again(NodeObservation node) {
        return new NodeObservation(node.node(), node.silentSince(), node.intent(),
                node.assignment(), node.assignmentVersion(), node.status(), node.lease(), 1);
    }

    private static NodeObservation draining(NodeObservation node) {
        return new NodeObservation(node.node(), node.silentSince(),
                Optional.of(new NodeIntent("alice", "kernel update", NOON)), node.assignment(),
                node.assignmentVersion(), node.status());
    }

    private static NodeObservation with(InstanceStatus row) {
        return observed("core-01", List.of(), statuses("core-01", row));
    }

    private static List<String> texts(NodeObservation before, NodeObservation after) {
        return ClusterEvents.between(state(NOON, before), state(NOON, after)).stream()
                .map(event -> event.subject() + " " + event.reason().text())
                .toList();
    }
}
