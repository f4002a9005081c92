package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedTimelineTest {
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final List<String> seen = new ArrayList<>();

    @Test
    void runs_what_is_due_in_the_order_of_time() {
        timeline.after(Duration.ofSeconds(2), () -> seen.add("second"));
        timeline.after(Duration.ofSeconds(1), () -> seen.add("first"));
        timeline.after(Duration.ofSeconds(9), () -> seen.add("later"));

        timeline.advance(Duration.ofSeconds(3));

        assertThat(seen).containsExactly("first", "second");
        assertThat(timeline.now()).isEqualTo(SimulatedTimeline.START.plusSeconds(3));
    }

    @Test
    void keeps_the_order_within_a_process_and_draws_it_between_processes() {
        List<List<String>> runs = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            runs.add(orderOfTwoProcesses(seed));
        }

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.indexOf("a1")).isLessThan(run.indexOf("a2"));
            assertThat(run.indexOf("b1")).isLessThan(run.indexOf("b2"));
        });
        assertThat(runs.stream().distinct()).hasSizeGreaterThan(1);
        assertThat(orderOfTwoProcesses(7)).isEqualTo(orderOfTwoProcesses(7));
    }

    private static List<String> orderOfTwoProcesses(long seed) {
        SimulatedTimeline world = new SimulatedTimeline(seed);
        List<String> order = new ArrayList<>();
        SimulatedProcess a = world.process("a");
        SimulatedProcess b = world.process("b");
        a.run(() -> order.add("a1"));
        b.run(() -> order.add("b1"));
        a.run(() -> order.add("a2"));
        b.run(() -> order.add("b2"));
        world.advance(Duration.ZERO);
        return order;
    }

    @Test
    void a_job_may_pause_while_others_go_on() {
        timeline.work(() -> {
            timeline.pause(Duration.ofSeconds(5));
            timeline.run(() -> seen.add("slow at " + secondsPassed()));
        });
        timeline.work(() -> timeline.run(() -> seen.add("quick at " + secondsPassed())));

        timeline.advance(Duration.ofSeconds(6));

        assertThat(seen).containsExactly("quick at 0", "slow at 5");
    }

    private long secondsPassed() {
        return Duration.between(SimulatedTimeline.START, timeline.now()).toSeconds();
    }

    @Test
    void a_turn_may_not_block() {
        timeline.run(() -> timeline.pause(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> timeline.advance(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("only a job");
    }

    @Test
    void nothing_of_a_killed_process_happens_any_more() {
        SimulatedProcess agent = timeline.process("agent");
        agent.after(Duration.ofSeconds(1), () -> seen.add("timer"));
        agent.work(() -> {
            timeline.pause(Duration.ofSeconds(1));
            seen.add("job");
        });

        timeline.advance(Duration.ofMillis(500));
        agent.kill();
        timeline.advance(Duration.ofSeconds(5));

        assertThat(seen).isEmpty();
    }

    @Test
    void waiting_for_what_never_comes_fails_with_the_seed() {
        assertThatThrownBy(() -> timeline.runUntil(() -> false, Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("seed 1");
    }

    @Test
    void a_failing_job_fails_the_test() {
        timeline.work(() -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> timeline.advance(Duration.ofSeconds(1)))
                .isInstanceOf(AssertionError.class).hasRootCauseMessage("broken");
    }
}
