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
    void a_turn_that_pauses_holds_up_the_turns_of_its_process_and_nothing_else() {
        SimulatedProcess slow = timeline.process("slow");
        SimulatedProcess other = timeline.process("other");
        slow.run(() -> {
            timeline.pause(Duration.ofSeconds(5));
            seen.add("slow at " + secondsPassed());
        });
        slow.after(Duration.ofSeconds(1), () -> seen.add("next at " + secondsPassed()));
        slow.after(Duration.ofSeconds(2), () -> seen.add("last at " + secondsPassed()));
        slow.work(() -> seen.add("job at " + secondsPassed()));
        other.after(Duration.ofSeconds(3), () -> seen.add("other at " + secondsPassed()));

        timeline.advance(Duration.ofSeconds(6));

        assertThat(seen).containsExactly("job at 0", "other at 3", "slow at 5", "next at 5",
                "last at 5");
    }

    @Test
    void what_paused_while_its_process_was_frozen_goes_on_with_the_thaw() {
        SimulatedProcess agent = timeline.process("agent");
        agent.run(() -> {
            timeline.pause(Duration.ofSeconds(1));
            seen.add("on at " + secondsPassed());
        });
        agent.after(Duration.ofSeconds(2), () -> seen.add("timer at " + secondsPassed()));
        timeline.after(Duration.ofMillis(500), agent::freeze);
        timeline.after(Duration.ofSeconds(4), agent::thaw);

        timeline.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("on at 4", "timer at 4");
    }

    @Test
    void nothing_may_stand_still_outside_of_time() {
        assertThatThrownBy(() -> timeline.pause(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("may pause");
    }

    @Test
    void a_process_that_kills_itself_gets_no_answer_any_more() {
        SimulatedProcess agent = timeline.process("agent");
        agent.run(() -> {
            seen.add("before");
            agent.kill();
            timeline.nextCall(agent, Call.Kind.COMMIT, "update /x");
            seen.add("after");
        });

        timeline.advance(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("before");
    }

    @Test
    void a_clock_that_runs_fast_ends_its_timers_early() {
        SimulatedProcess fast = timeline.process("fast",
                new ProcessClock(Duration.ofHours(3), 1.01));
        fast.after(Duration.ofSeconds(101), () -> seen.add("at " + secondsPassed() + ", "
                + Duration.between(timeline.now(), fast.now()).toMinutes()));

        timeline.advance(Duration.ofSeconds(101));

        assertThat(seen).containsExactly("at 100, 180");
    }

    @Test
    void a_command_is_done_when_its_answer_is_there() {
        SimulatedProcess laptop = timeline.process("laptop");

        long waited = timeline.call(laptop, () -> {
            timeline.pause(Duration.ofSeconds(3));
            return secondsPassed();
        });

        assertThat(waited).isEqualTo(3);
        assertThat(secondsPassed()).isEqualTo(3);
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
