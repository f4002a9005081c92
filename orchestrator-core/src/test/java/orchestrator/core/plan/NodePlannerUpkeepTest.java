package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.ImageMemory;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import org.junit.jupiter.api.Test;

/** What an agent does for an incarnation that is new, or that is about to be replaced. */
class NodePlannerUpkeepTest {
    private static final Duration STABLE_FOR = Duration.ofSeconds(20);
    private static final Reason NO_ANSWER = new Reason(ReasonCode.IMAGE_PULL_FAILED,
            "no registry answers");

    private final NodeFixture node = new NodeFixture();

    private void runCheckedWeb() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.upkeep("web-1", STABLE_FOR);
        node.settled();
        node.check("web-1", true, "GET / is 200");
        node.planned();
    }

    private void after(Duration time) {
        node.pass(time);
        node.planned();
    }

    private boolean isStable() {
        return node.row("web-1").stable();
    }

    @Test
    void is_stable_once_it_was_ready_for_long_enough_and_says_when_to_look() {
        runCheckedWeb();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);
        assertThat(isStable()).isFalse();
        assertThat(node.plan.nextLook()).contains(node.now.plus(STABLE_FOR));

        after(STABLE_FOR.minusMillis(1));
        assertThat(isStable()).isFalse();
        after(Duration.ofMillis(1));
        assertThat(isStable()).isTrue();
        assertThat(node.plan.nextLook()).isEmpty();
    }

    @Test
    void a_break_in_its_readiness_begins_the_count_anew() {
        runCheckedWeb();
        after(Duration.ofSeconds(19));
        for (int i = 0; i < 3; i++) {
            node.check("web-1", false, "GET / is 500");
        }
        node.check("web-1", true, "GET / is 200");
        after(Duration.ofSeconds(19));
        assertThat(isStable()).isFalse();

        after(Duration.ofSeconds(1));
        assertThat(isStable()).isTrue();
    }

    @Test
    void does_not_become_stable_while_its_checks_fail() {
        runCheckedWeb();
        after(Duration.ofSeconds(19));
        node.check("web-1", false, "GET / is 500");
        after(Duration.ofSeconds(1));
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);
        assertThat(isStable()).isFalse();

        node.check("web-1", true, "GET / is 200");
        node.planned();
        assertThat(isStable()).isTrue();
    }

    @Test
    void is_called_failed_together_with_what_it_wrote_and_before_it_has_stopped() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", false, "GET / is 500");
        node.pass(Duration.ofSeconds(60));
        assertThat(node.planned()).startsWith("ReadOutput web-1 1.1");
        assertThat(node.row("web-1").reason().code()).isEqualTo(ReasonCode.CHECK_PENDING);

        node.memories.replaceAll((_, memory) -> memory.withOutput(List.of("no database")));
        assertThat(node.planned()).startsWith("Stop web-1 1.1");
        assertThat(node.row("web-1").reason().code()).isEqualTo(ReasonCode.CHECK_FAILED);
        assertThat(node.row("web-1").output()).containsExactly("no database");
    }

    @Test
    void asks_no_sooner_for_the_output_of_one_that_ended_than_its_engine_is_likely_to_answer() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.exits("web-1", 1);
        assertThat(node.planned()).startsWith("ReadOutput web-1 1.1");

        Reason silent = new Reason(ReasonCode.ENGINE_SILENT, "the engine did not answer");
        node.memories.replaceAll((_, memory) -> memory.withFailure(silent, node.now));
        assertThat(node.planned()).isEmpty();
        assertThat(node.row("web-1").reason()).isEqualTo(silent);
        assertThat(node.plan.nextLook()).contains(node.now.plusSeconds(1));

        node.pass(Duration.ofSeconds(1));
        assertThat(node.planned()).startsWith("ReadOutput web-1 1.1");
    }

    @Test
    void stays_stable_whatever_happens_to_it_later() {
        runCheckedWeb();
        after(STABLE_FOR);
        node.exits("web-1", 1);
        node.settled();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.STARTING);
        assertThat(isStable()).isTrue();

        node.upkeep("web-1", Duration.ofHours(1));
        node.planned();
        assertThat(isStable()).isTrue();
    }

    @Test
    void does_not_become_stable_while_a_call_to_its_engine_is_under_way() {
        runCheckedWeb();
        node.busy.add(NodeFixture.instance("web-1"));
        after(STABLE_FOR);
        assertThat(isStable()).isFalse();

        node.busy.clear();
        node.planned();
        assertThat(isStable()).isTrue();
    }

    private void adopt(InstanceStatus row, ObservedContainer container) {
        node.memories = new TreeMap<>();
        node.memories.put(PlacementKey.of(row),
                PlacementMemory.adopted(row, container, node.now));
        node.planned();
    }

    @Test
    void what_was_stable_is_so_for_the_next_agent_and_other_readiness_counts_anew() {
        runCheckedWeb();
        after(Duration.ofSeconds(19));
        adopt(node.row("web-1"), node.container("web-1"));
        after(Duration.ofSeconds(19));
        assertThat(isStable()).isFalse();
        after(Duration.ofSeconds(1));
        assertThat(isStable()).isTrue();

        node.exits("web-1", 1);
        adopt(node.row("web-1"), node.container("web-1"));
        assertThat(isStable()).isTrue();
    }

    @Test
    void an_end_that_was_reported_is_not_counted_once_more_by_the_next_agent() {
        runCheckedWeb();
        node.exits("web-1", 1);
        node.planned();
        assertThat(node.row("web-1").restarts()).isEqualTo(1);

        adopt(node.row("web-1"), node.container("web-1"));
        node.settled();

        assertThat(node.row("web-1").restarts()).isEqualTo(1);
        assertThat(node.container("web-1").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void one_made_anew_says_why_until_it_is_ready_again() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", false, "GET / is 500");
        node.pass(Duration.ofSeconds(60));
        node.settled();

        InstanceStatus row = node.row("web-1");
        assertThat(node.shown("web-1")).isEqualTo("starting: made anew: never passed its check in"
                + " 1m: GET / is 500; now its first check is under way");
        assertThat(row.reason().code()).isEqualTo(ReasonCode.CHECK_FAILED);
        assertThat(row.restarts()).isEqualTo(1);
        assertThat(row.output()).containsExactly("last words");

        node.check("web-1", true, "GET / is 200");
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("ready: GET / is 200");
    }

    @Test
    void a_start_that_was_refused_three_times_counts_as_crashed_and_is_tried_on() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.planned();
        PlacementKey key = node.plan.actions().getFirst().placement();
        Reason taken = new Reason(ReasonCode.PORT_TAKEN, "port 8080 is taken by someone else");
        for (int refused = 1; refused <= 3; refused++) {
            node.memories.computeIfPresent(key,
                    (_, memory) -> memory.withFailure(taken, node.now));
            node.planned();
            assertThat(node.row("web-1").phase())
                    .isEqualTo(refused < 3 ? Phase.STARTING : Phase.CRASHED);
            node.now = node.plan.nextLook().orElseThrow();
        }

        assertThat(node.planned()).startsWith("Create web-1");
        assertThat(node.shown("web-1")).isEqualTo("crashed: port 8080 is taken by someone else");
        node.settled();
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.STARTING);
    }

    @Test
    void fetches_the_next_image_once_while_what_runs_serves() {
        runCheckedWeb();
        node.assign("web-2", 2, NodeFixture.unchecked());
        node.settled();
        node.upkeep("web-1", STABLE_FOR, "web:2");
        node.upkeep("web-2", STABLE_FOR, "web:2");
        node.images.put("web:2", ImageMemory.ABSENT);

        assertThat(node.planned()).isEqualTo("PullImage web-1 1.1 (web:2 is next)");
        node.images.put("web:2", ImageMemory.ABSENT.pulling(61_400_000, 148_000_000));
        assertThat(node.planned()).isEmpty();
        assertThat(node.plan.images()).containsExactly(new ImageStatus("web:2",
                new Reason(ReasonCode.IMAGE_PULLING, "web:2, 61 of 148MB")));
        assertThat(node.row("web-1").phase()).isEqualTo(Phase.READY);

        node.images.put("web:2", ImageMemory.PRESENT);
        node.planned();
        assertThat(node.plan.images()).extracting(each -> each.state().code())
                .containsExactly(ReasonCode.IMAGE_PRESENT);
    }

    @Test
    void fetches_nothing_ahead_in_doubt_or_for_what_is_over() {
        runCheckedWeb();
        node.images.put("web:2", ImageMemory.ABSENT);
        node.upkeep("web-1", STABLE_FOR, "web:2");
        node.doubt = Optional.of(new Reason(ReasonCode.FROZEN, "no store"));
        assertThat(node.planned()).isEmpty();

        node.doubt = Optional.empty();
        node.bury("web-1", 1);
        assertThat(node.settled()).doesNotContain("PullImage");
        assertThat(node.plan.images()).isEmpty();
    }

    @Test
    void says_that_an_image_cannot_be_had_only_after_several_failures() {
        runCheckedWeb();
        node.upkeep("web-1", STABLE_FOR, "web:2");
        ImageMemory image = ImageMemory.ABSENT;
        for (int failed = 1; failed <= 3; failed++) {
            image = image.failed(NO_ANSWER, node.now);
            node.images.put("web:2", image);
            node.planned();
            assertThat(node.plan.images().getFirst().state().code()).isEqualTo(failed < 3
                    ? ReasonCode.IMAGE_PULLING
                    : ReasonCode.IMAGE_PULL_FAILED);
        }

        node.images.put("web:2", image.pulling(0, 0));
        node.planned();
        assertThat(node.plan.images().getFirst().state()).isEqualTo(NO_ANSWER);
    }

    @Test
    void an_image_that_does_not_exist_is_told_at_once_whoever_asked() {
        Reason missing = new Reason(ReasonCode.IMAGE_MISSING, "no registry has web:9");
        node.images.put("web:8", ImageMemory.ABSENT.failed(NO_ANSWER, node.now));
        node.images.put("web:9", ImageMemory.ABSENT.failed(missing, node.now));

        assertThat(node.planned()).isEmpty();
        assertThat(node.plan.images()).containsExactly(new ImageStatus("web:9", missing));
    }

    @Test
    void lists_that_change_quickly_are_rendered_once_a_second_and_reported_when_in_use() {
        node.assign("web-1", 1, NodeFixture.reloading(), 1);
        node.settled();
        node.pass(Duration.ofMinutes(1));
        node.assign("web-1", 1, NodeFixture.reloading(), 2);
        assertThat(node.settled()).startsWith("Render web-1");
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(1);
        assertThat(node.plan.nextLook()).contains(node.now.plusMillis(300));

        after(Duration.ofMillis(300));
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(2);
        node.assign("web-1", 1, NodeFixture.reloading(), 3);
        assertThat(node.planned()).isEmpty();
        assertThat(node.plan.nextLook()).contains(node.now.plusMillis(700));

        node.assign("web-1", 1, NodeFixture.reloading(), 4);
        node.pass(Duration.ofMillis(699));
        assertThat(node.planned()).isEmpty();
        node.pass(Duration.ofMillis(1));
        assertThat(node.settled()).isEqualTo("Render web-1 1.1 (its addresses or files changed)");
        after(Duration.ofMillis(300));
        assertThat(node.row("web-1").listsGeneration()).isEqualTo(4);
    }
}
