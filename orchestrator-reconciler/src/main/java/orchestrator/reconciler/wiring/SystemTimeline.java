package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** With fewer than two such parts it takes as long to hand them out. */
    private static final int PART = 64;

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

    /** On all processors, a part each time that one is free. */
    @Override
    public <T, R> List<R> each(List<T> all, Function<T, R> pure) {
        if (all.size() < 2 * PART || PROCESSORS == 1) {
            return Timeline.super.each(all, pure);
        }
        List<Callable<List<R>>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PART) {
            List<T> part = all.subList(from, Math.min(from + PART, all.size()));
            parts.add(() -> Timeline.super.each(part, pure));
        }
        try {
            List<R> each = new ArrayList<>(all.size());
            for (Future<List<R>> part : jobs.invokeAll(parts)) {
                each.addAll(part.get());
            }
            return each;
        } catch (RejectedExecutionException | ExecutionException e) {
            LOG.debug("closed, or failed: asked again in turn, which tells why", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Timeline.super.each(all, pure);
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
