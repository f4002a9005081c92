package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import orchestrator.core.state.ObservedContainer;
import org.junit.jupiter.api.Test;

/** A container without a check is ready when it has lived for a while, which its engine measures. */
class RunningStepTest {
    private static final Duration SHORTEST = RunningStep.SETTLED.minus(RunningStep.SEEN_LATE);

    private final NodeFixture node = new NodeFixture();

    /** A run that is seen first now, and said to have begun so long ago. */
    private void seen(Duration ago) {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.pass(Duration.ofSeconds(10));
        Instant began = node.now.minus(ago);
        node.containers.replaceAll(each -> new ObservedContainer(each.id(), each.identity(),
                each.state(), each.exitCode(), each.outOfMemory(), began));
        node.planned();
    }

    @Test
    void it_has_lived_since_it_began_and_not_since_it_was_seen() {
        Duration late = Duration.ofMillis(100);
        seen(late);

        assertThat(node.plan.nextLook()).contains(node.now.minus(late).plus(RunningStep.SETTLED));
        node.pass(RunningStep.SETTLED.minus(late).minusMillis(1));
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("starting: just started");
        node.pass(Duration.ofMillis(1));
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("ready: runs; it has no check");
    }

    @Test
    void of_a_clock_that_is_behind_no_more_is_believed_than_a_look_takes() {
        seen(Duration.ofHours(1));

        assertThat(node.plan.nextLook()).contains(node.now.plus(SHORTEST));
        node.pass(SHORTEST.minusMillis(1));
        node.planned();
        assertThat(node.shown("web-1")).isEqualTo("starting: just started");
    }

    @Test
    void a_clock_that_is_ahead_is_not_waited_for() {
        seen(Duration.ofHours(-1));

        assertThat(node.plan.nextLook()).contains(node.now.plus(RunningStep.SETTLED));
    }
}
