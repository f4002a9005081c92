package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import orchestrator.reconciler.loop.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real clock and one thread for the turns. Blocking jobs run on virtual threads. After
 * {@link #close} nothing begins any more, and whatever is handed in is dropped.
 */
public final class SystemTimeline implements Timeline, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTimeline.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final ScheduledThreadPoolExecutor turns;
    private final ExecutorService jobs;

    /** @param name of the turn thread, as a log shows it */
    public SystemTimeline(String name) {
        turns = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().name(name).daemon(true).factory(),
                (_, _) -> LOG.debug("{} is closed, a late turn is dropped", name));
        turns.setRemoveOnCancelPolicy(true);
        turns.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        jobs = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /**
     * The wall clock as it was at the start plus the time that has passed since: a wall clock that
     * jumps moves no deadline.
     */
    @Override
    public Instant now() {
        return startedAt.plusNanos(System.nanoTime() - startedNanos);
    }

    @Override
    public void run(Runnable step) {
        turns.execute(guarded(step));
    }

    @Override
    public Cancellation after(Duration delay, Runnable step) {
        Future<?> planned = turns.schedule(guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> planned.cancel(false);
    }

    @Override
    public void work(Runnable job) {
        try {
            jobs.execute(guarded(job));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed, late work is dropped", e);
        }
    }

    @Override
    public <T, R> Supplier<List<R>> begin(List<T> all, Function<T, R> pure) {
        return AllProcessors.begin(jobs, all, pure);
    }

    /** Waits a moment for the turn that runs, interrupts the jobs that still do. */
    @Override
    public void close() {
        turns.shutdown();
        jobs.shutdownNow();
        try {
            if (!turns.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                turns.shutdownNow();
            }
        } catch (InterruptedException e) {
            turns.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Loops catch what they expect; whatever else comes must end neither the thread nor in silence. */
    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a step failed in a way nobody expected", e);
            }
        };
    }
}
