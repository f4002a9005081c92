package orchestrator.reconciler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private Optional<Duration> tick = Optional.of(Duration.ofSeconds(2));
    private int steps;
    private final Loop loop = new Loop("loop", timeline, () -> tick, () -> steps++);

    @Test
    void looks_again_at_every_tick_once_it_was_woken() {
        timeline.advance(Duration.ofSeconds(10));
        assertThat(steps).isZero();

        loop.wake();
        timeline.advance(Duration.ofSeconds(9));
        assertThat(steps).isEqualTo(5);
    }

    @Test
    void each_step_may_change_the_tick() {
        loop.wake();
        timeline.advance(Duration.ofSeconds(1));
        tick = Optional.of(Duration.ofSeconds(5));
        timeline.advance(Duration.ofSeconds(10));

        assertThat(steps).isEqualTo(3);
    }

    @Test
    void without_a_tick_it_waits_to_be_woken() {
        tick = Optional.empty();
        loop.wake();
        timeline.advance(Duration.ofMinutes(1));
        assertThat(steps).isEqualTo(1);

        loop.wake();
        timeline.advance(Duration.ofMinutes(1));
        assertThat(steps).isEqualTo(2);
    }

    @Test
    void a_step_that_failed_is_tried_again_without_any_tick() {
        tick = Optional.empty();
        Loop failing = new Loop("failing", timeline, () -> tick, () -> {
            steps++;
            if (steps < 3) {
                throw new IllegalStateException("planted");
            }
        });
        failing.wake();
        timeline.advance(Duration.ofMinutes(1));

        assertThat(steps).isEqualTo(3);
    }
}
