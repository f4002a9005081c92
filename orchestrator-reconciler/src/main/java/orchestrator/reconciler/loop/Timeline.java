package orchestrator.reconciler.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock and the turns of one process. Everything given to {@link #run} and {@link #after} runs
 * one at a time, in order; only {@link #work} may block.
 */
public interface Timeline {
    /** Now: never goes back within a process, whatever the wall clock does. */
    Instant now();

    /** Runs {@code step} soon, in turn. */
    void run(Runnable step);

    /** Runs {@code step} in turn once {@code delay} has passed, unless cancelled before. */
    Cancellation after(Duration delay, Runnable step);

    /**
     * Runs blocking {@code job} beside the turns. It must not touch what the turns own: it hands its
     * result back through {@link #run}.
     */
    void work(Runnable job);

    /** Takes back what has not begun. */
    interface Cancellation {
        void cancel();
    }
}
