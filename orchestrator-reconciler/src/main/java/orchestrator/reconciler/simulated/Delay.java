package orchestrator.reconciler.simulated;

import java.time.Duration;

/** How the simulated engine lets time pass within a call: asleep, or in simulated time. */
@FunctionalInterface
public interface Delay {
    /** Blocks the caller for {@code duration}. */
    void pass(Duration duration);
}
