package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.ContainerRun;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.NodeView;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import org.junit.jupiter.api.Test;

class NodePlannerTest {
    private final NodeFixture node = new NodeFixture();

    private void runWeb() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.pass(Duration.ofSeconds(1));
        node.planned();
    }

    @Test
    void makes_what_is_assigned_and_then_has_nothing_to_do() {
        node.assign("web-1", 1, NodeFixture.unchecked());

        assertThat(node.settled()).isEqualTo("Create web-1 1.1 (its container starts)");
        assertThat(node.shown("web-1")).isEqualTo("starting: just started");
        assertThat(node.plan.nextLook()).contains(node.now.plus(RunningStep.SETTLED));

        node.pass(RunningStep.SETTLED);
        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("ready: runs; it has no check");
        assertThat(node.plan.nextLook()).isEmpty();
    }

    @Test
    void pulls_an_image_once_for_all_who_need_it() {
        node.images.put(NodeFixture.IMAGE, ImageMemory.ABSENT);
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.assign("web-2", 2, NodeFixture.unchecked());

        assertThat(node.planned()).isEqualTo("PullImage web-1 1.1 (web:1)");

        node.images.put(NodeFixture.IMAGE, ImageMemory.ABSENT.pulling(61_400_000, 148_000_000));
        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-2")).isEqualTo("pulling: web:1, 61 of 148MB");
    }

    @Test
    void says_that_an_image_does_not_exist_and_tries_again_later() {
        Reason missing = new Reason(ReasonCode.IMAGE_MISSING, "no registry has web:1");
        node.images.put(NodeFixture.IMAGE, ImageMemory.ABSENT.failed(missing, node.now));
        node.assign("web-1", 1, NodeFixture.unchecked());

        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("pulling: no registry has web:1");

        node.pass(Duration.ofSeconds(1));
        assertThat(node.planned()).startsWith("PullImage web-1");
    }

    @Test
    void gives_a_pull_up_for_crashed_after_three_failures_but_tries_on() {
        Reason failed = new Reason(ReasonCode.IMAGE_PULL_FAILED, "no registry answers");
        ImageMemory twice = ImageMemory.ABSENT.failed(failed, node.now).failed(failed, node.now);
        node.images.put(NodeFixture.IMAGE, twice);
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("pulling: no registry answers");

        ImageMemory thrice = twice.failed(failed, node.now);
        node.images.put(NodeFixture.IMAGE, thrice);
        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("crashed: no registry answers");

        node.pass(Duration.ofSeconds(4));
        assertThat(node.planned()).startsWith("PullImage web-1");
        node.images.put(NodeFixture.IMAGE, thrice.pulling(0, 0));
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("crashed: no registry answers");

        node.images.put(NodeFixture.IMAGE, thrice.pulling(61_400_000, 148_000_000));
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("pulling: web:1, 61 of 148MB");
    }

    @Test
    void makes_a_crashed_container_anew_at_once_under_the_same_incarnation() {
        runWeb();
        node.exits("web-1", 3);

        assertThat(node.settled()).isEqualTo("""
                ReadOutput web-1 1.1 (ended with exit code 3)
                Remove web-1 1.1 (ended with exit code 3)
                Create web-1 1.1 (made anew: ended with exit code 3)""");
        assertThat(node.row("web-1").restarts()).isEqualTo(1);
        assertThat(node.row("web-1").output()).containsExactly("last words");
    }

    @Test
    void a_container_that_keeps_crashing_waits_longer_each_time() {
        runWeb();
        List<Long> pauses = new ArrayList<>();
        for (int crash = 1; crash <= 12; crash++) {
            node.exits("web-1", 1);
            node.settled();
            Instant began = node.now;
            node.plan.nextLook().filter(_ -> node.row("web-1").phase() == Phase.CRASHED)
                    .ifPresent(next -> node.now = next);
            pauses.add(Duration.between(began, node.now).toSeconds());
            node.settled();
        }

        assertThat(pauses).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L,
                300L);
        assertThat(node.row("web-1").restarts()).isEqualTo(12);
    }

    @Test
    void a_waiting_crash_says_how_long_and_keeps_its_container_for_a_look() {
        runWeb();
        node.exits("web-1", 1);
        node.settled();
        node.exits("web-1", 1);
        node.settled();

        assertThat(node.shown("web-1")).isEqualTo("crashed: ended with exit code 1,"
                + " 2 times in a row; the next start waits 1s");
        assertThat(node.container("web-1").state()).isEqualTo(State.EXITED);
    }

    @Test
    void serving_for_ten_minutes_makes_crashes_forgotten() {
        runWeb();
        node.exits("web-1", 1);
        node.settled();
        node.pass(Duration.ofSeconds(1));
        node.planned();
        node.pass(Duration.ofMinutes(10));
        node.planned();
        node.exits("web-1", 1);

        assertThat(node.settled()).contains("Create web-1");
    }

    @Test
    void what_someone_removed_by_hand_comes_back() {
        runWeb();
        node.containers.clear();

        assertThat(node.settled()).isEqualTo(
                "Create web-1 1.1 (made anew: its container was removed by someone else)");
        assertThat(node.row("web-1").restarts()).isEqualTo(1);
    }

    @Test
    void what_someone_started_again_by_hand_is_left_running() {
        runWeb();
        node.exits("web-1", 0);
        node.planned();
        node.pass(Duration.ofSeconds(1));
        node.become(node.container("web-1"), State.RUNNING, 0);

        assertThat(node.settled()).isEmpty();
    }

    @Test
    void stops_for_a_tombstone_the_way_the_spec_wants_and_then_says_nothing_more() {
        runWeb();
        node.bury("web-1", 1);

        node.planned();
        assertThat(node.plan.actions()).singleElement().isInstanceOfSatisfying(
                ContainerAction.Stop.class, stop -> {
                    assertThat(stop.signal()).isEqualTo("QUIT");
                    assertThat(stop.grace()).isEqualTo(Duration.ofSeconds(7));
                });
        assertThat(node.shown("web-1")).isEqualTo("stopping: web 2 -> 1");
        assertThat(node.settled()).isEqualTo("Stop web-1 1.1 (web 2 -> 1)");
        assertThat(node.plan.rows()).isEmpty();
        assertThat(node.memories).isEmpty();
    }

    @Test
    void what_was_stopped_and_could_not_be_removed_is_removed_then() {
        runWeb();
        node.bury("web-1", 1);
        node.become(node.container("web-1"), State.EXITED, 0);

        assertThat(node.settled()).isEqualTo("Remove web-1 1.1 (web 2 -> 1)");
        assertThat(node.plan.rows()).isEmpty();
    }

    @Test
    void a_newer_incarnation_starts_when_the_one_before_has_stopped() {
        runWeb();
        node.assigned.clear();
        node.assign("web-1", 2, NodeFixture.unchecked());

        assertThat(node.planned()).isEqualTo("Stop web-1 1.1 (a newer one takes its place)");
        assertThat(node.plan.rows()).extracting(row -> row.incarnation() + " " + row.reason())
                .contains("1.2 when the one before has stopped");
        assertThat(node.settled()).startsWith("Stop web-1 1.1").contains("Create web-1 1.2");
    }

    @Test
    void two_incarnations_that_are_both_assigned_both_run() {
        runWeb();
        node.assign("web-1", 2, NodeFixture.unchecked());

        assertThat(node.settled()).isEqualTo("Create web-1 1.2 (its container starts)");
        assertThat(node.containers).hasSize(2);
    }

    @Test
    void keeps_and_reports_a_container_nobody_speaks_of() {
        runWeb();
        node.assigned.clear();

        assertThat(node.settled()).isEmpty();
        assertThat(node.shown("web-1"))
                .isEqualTo("unhealthy: runs here without being assigned; it is left alone");
    }

    @Test
    void removes_what_was_made_after_its_end_was_told_and_never_ran() {
        runWeb();
        node.assigned.clear();
        node.become(node.container("web-1"), State.CREATED, 0);
        assertThat(node.settled()).as("asked for by this assignment").isEmpty();

        ContainerIdentity of = node.container("web-1").identity();
        node.identify(new ContainerIdentity(of.cluster(), of.node(), of.instance(),
                of.incarnation(), of.container(), of.generation() - 1));
        assertThat(node.settled()).isEqualTo(
                "Remove web-1 1.1 (made when it was no longer wanted, and never ran)");
    }

    @Test
    void adopts_what_runs_already() {
        runWeb();
        ObservedContainer running = node.container("web-1");
        InstanceStatus row = node.row("web-1");
        PlacementKey key = PlacementKey.of(row);
        node.memories = new TreeMap<>();
        node.memories.put(key, PlacementMemory.adopted(row, running, node.now));

        assertThat(node.settled()).isEmpty();
        assertThat(node.row("web-1")).isEqualTo(row);
    }

    @Test
    void starts_what_a_broken_call_left_created() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.become(node.container("web-1"), State.CREATED, 0);
        node.memories = new TreeMap<>();

        assertThat(node.settled()).isEqualTo("Start web-1 1.1 (its container starts)");
    }

    @Test
    void is_ready_only_when_its_check_has_passed() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        assertThat(node.shown("web-1")).isEqualTo("starting: its first check is under way");

        node.check("web-1", false, "GET / is 503");
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("starting: GET / is 503");

        node.check("web-1", true, "GET / is 200");
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("ready: GET / is 200");
    }

    @Test
    void three_failures_make_it_unhealthy_and_one_pass_ready_again() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", true, "GET / is 200");
        node.planned();
        node.check("web-1", false, "GET / is 500");
        node.check("web-1", false, "GET / is 500");
        node.planned();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);

        node.check("web-1", false, "GET / is 500");
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("unhealthy: GET / is 500");

        node.check("web-1", true, "GET / is 200");
        node.planned();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);
    }

    @Test
    void what_never_passes_its_check_within_the_grace_is_made_anew() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", false, "GET / is 500");
        node.pass(Duration.ofSeconds(59));
        assertThat(node.planned()).isEmpty();

        node.pass(Duration.ofSeconds(1));
        assertThat(node.settled()).isEqualTo("""
                ReadOutput web-1 1.1 (never passed its check in 1m: GET / is 500)
                Stop web-1 1.1 (never passed its check in 1m: GET / is 500)
                Remove web-1 1.1 (never passed its check in 1m: GET / is 500)
                Create web-1 1.1 (made anew: never passed its check in 1m: GET / is 500)""");
    }

    @Test
    void renders_anew_when_its_lists_changed_and_reports_the_lists_it_has() {
        node.assign("web-1", 1, NodeFixture.reloading(), 1);
        node.settled();
        node.assign("web-1", 1, NodeFixture.reloading(), 9);

        node.pass(Duration.ofSeconds(1));
        assertThat(node.planned())
                .isEqualTo("Render web-1 1.1 (its addresses or files changed)");
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(1);
        node.settled();
        node.pass(Duration.ofMillis(300));
        node.planned();
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(9);
        assertThat(node.row("web-1").restarts()).isZero();
    }

    @Test
    void without_a_container_the_newest_lists_count_as_rendered() {
        node.images.clear();
        node.assign("web-1", 1, NodeFixture.reloading(), 9);

        node.planned();

        assertThat(node.row("web-1").listsGeneration()).isEqualTo(9);
    }

    @Test
    void what_could_not_start_uses_no_old_lists() {
        node.assign("web-1", 1, NodeFixture.reloading(), 9);
        node.settled();
        node.become(node.container("web-1"), State.CREATED, 0);
        node.memories = new TreeMap<>();

        assertThat(node.planned()).isEqualTo("Start web-1 1.1 (its container starts)");
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(9);
    }

    @Test
    void a_refused_call_is_tried_again_after_a_pause_that_grows() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.planned();
        PlacementKey key = node.plan.actions().getFirst().placement();
        Reason taken = new Reason(ReasonCode.PORT_TAKEN, "port 8080 is taken by someone else");
        node.memories.computeIfPresent(key, (_, memory) -> memory.withFailure(taken, node.now));

        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1"))
                .isEqualTo("starting: port 8080 is taken by someone else");
        assertThat(node.plan.nextLook()).contains(node.now.plusSeconds(1));

        node.pass(Duration.ofSeconds(1));
        assertThat(node.settled()).startsWith("Create web-1");
    }

    @Test
    void plans_nothing_for_an_instance_with_a_call_under_way_but_speaks_of_it() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.planned();
        node.busy.add(NodeFixture.instance("web-1"));
        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("starting: its container starts");

        node.bury("web-1", 1);
        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("stopping: web 2 -> 1");
    }

    @Test
    void doubt_stops_nothing_and_begins_nothing_but_brings_back_what_crashed() {
        runWeb();
        node.assign("web-2", 2, NodeFixture.unchecked());
        node.bury("web-1", 1);
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));

        assertThat(node.settled()).isEmpty();
        assertThat(node.shown("web-2")).isEqualTo("starting: the store does not answer");

        node.tombstones.clear();
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.exits("web-1", 137);
        assertThat(node.settled()).contains("Create web-1 1.1");
    }

    @Test
    void what_keeps_its_node_comes_back_only_by_an_agent_that_has_asked_the_store() {
        runWeb();
        node.keep("web-1");
        node.exits("web-1", 137);
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));
        node.source = NodeView.Source.DISK;

        assertThat(node.settled()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("crashed: it may run elsewhere by now: "
                + "the store is asked first (exclusive)");

        node.source = NodeView.Source.STORE;
        assertThat(node.settled()).contains("Create web-1 1.1");
    }

    @Test
    void a_clone_brings_nothing_back_that_its_disk_speaks_of_and_keeps_what_runs() {
        runWeb();
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));
        node.source = NodeView.Source.DISK_OF_ANOTHER;
        assertThat(node.settled()).isEmpty();
        assertThat(node.shown("web-1")).startsWith("ready");

        node.exits("web-1", 137);
        assertThat(node.settled()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("crashed: it ran on another machine, of which"
                + " this one may be a clone: the store is asked first");
    }

    @Test
    void doubt_keeps_a_container_that_fails_its_check() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", false, "GET / is 500");
        node.pass(Duration.ofHours(1));
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "the store does not answer"));

        assertThat(node.settled()).isEmpty();
    }

    @Test
    void a_tombstone_of_another_incarnation_ends_nothing() {
        runWeb();
        node.bury("web-1", 7);

        assertThat(node.settled()).isEmpty();
        assertThat(node.container("web-1").identity().incarnation())
                .isEqualTo(new Incarnation(1, 1));
        assertThat(node.memories.firstKey().incarnation().number()).isEqualTo(1);
        assertThat(node.memories.get(node.memories.firstKey()).run())
                .contains(ContainerRun.of(node.container("web-1")));
    }

    @Test
    void a_container_made_from_something_else_runs_on_and_is_never_called_well() {
        runWeb();
        ObservedContainer made = node.container("web-1");
        ContainerIdentity of = made.identity();
        ContainerIdentity other = new ContainerIdentity(of.cluster(), of.node(), of.instance(),
                of.incarnation(), new SpecHash("0123"), of.generation());
        node.containers.replaceAll(each -> new ObservedContainer(each.id(), other, each.state(),
                each.exitCode(), each.outOfMemory(), each.startedAt()));

        for (int minute = 0; minute < 60; minute++) {
            assertThat(node.planned()).isEmpty();
            assertThat(node.shown("web-1")).isEqualTo("unhealthy: runs, but was made from"
                    + " something else than is assigned; it is left alone");
            node.pass(Duration.ofMinutes(1));
        }

        node.exits("web-1", 1);
        assertThat(node.settled()).contains("Remove web-1 1.1", "Create web-1 1.1");
        node.pass(Duration.ofSeconds(1));
        node.planned();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);
    }
}
