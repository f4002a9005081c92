package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.Test;

class WakeLimiterTest {
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final List<Instant> wakes = new ArrayList<>();
    private final WakeLimiter limiter = new WakeLimiter(timeline, Duration.ofMillis(100),
            () -> wakes.add(timeline.now()));

    @Test
    void the_first_wish_wakes_at_once() {
        limiter.ask();
        timeline.advance(Duration.ZERO);

        assertThat(wakes).containsExactly(SimulatedTimeline.START);
    }

    @Test
    void many_wishes_are_one_wake_after_the_pause() {
        limiter.ask();
        timeline.advance(Duration.ofMillis(10));
        limiter.ask();
        limiter.ask();
        timeline.advance(Duration.ofSeconds(1));

        assertThat(wakes).containsExactly(SimulatedTimeline.START,
                SimulatedTimeline.START.plusMillis(100));
    }

    @Test
    void a_rest_also_puts_off_what_was_asked_for_before_it() {
        limiter.ask();
        timeline.advance(Duration.ofMillis(10));
        limiter.ask();
        timeline.advance(Duration.ofMillis(10));
        limiter.rest(Duration.ofMillis(300));
        timeline.advance(Duration.ofSeconds(1));

        assertThat(wakes).containsExactly(SimulatedTimeline.START,
                SimulatedTimeline.START.plusMillis(320));
    }

    @Test
    void a_short_rest_lets_the_next_wish_wake_sooner() {
        limiter.ask();
        timeline.advance(Duration.ofMillis(10));
        limiter.rest(Duration.ofMillis(2));
        limiter.ask();
        timeline.advance(Duration.ofSeconds(1));

        assertThat(wakes).containsExactly(SimulatedTimeline.START,
                SimulatedTimeline.START.plusMillis(12));
    }

    @Test
    void whoever_is_in_a_hurry_waits_for_no_rest_but_not_again_and_again() {
        Duration calm = Duration.ofMillis(200);
        limiter.rest(Duration.ofMillis(300));
        limiter.ask();
        timeline.advance(Duration.ofMillis(10));
        limiter.hurry(calm);
        timeline.advance(Duration.ofMillis(10));
        limiter.rest(Duration.ofMillis(150));
        limiter.hurry(calm);
        timeline.advance(Duration.ofSeconds(1));
        limiter.hurry(calm);
        timeline.advance(Duration.ofSeconds(1));

        assertThat(wakes).containsExactly(SimulatedTimeline.START.plusMillis(10),
                SimulatedTimeline.START.plusMillis(170), SimulatedTimeline.START.plusMillis(1020));
    }

    @Test
    void hurry_counts_from_when_what_it_woke_is_done() {
        Duration calm = Duration.ofMillis(100);
        limiter.hurry(calm);
        timeline.advance(Duration.ofMillis(300));
        limiter.rest(Duration.ofMillis(80));
        timeline.advance(Duration.ofMillis(10));
        limiter.hurry(calm);
        timeline.advance(Duration.ofSeconds(1));

        assertThat(wakes).containsExactly(SimulatedTimeline.START,
                SimulatedTimeline.START.plusMillis(380));
    }
}
