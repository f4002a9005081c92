package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * One blocking job in simulated time. It has a thread of its own only so that it can stand still:
 * at any moment either the simulation runs or one job, never both.
 */
final class SimulatedJob {
    private static final ThreadLocal<SimulatedJob> CURRENT = new ThreadLocal<>();

    private final SimulatedProcess process;
    private final Runnable job;
    private final Semaphore jobMayGo = new Semaphore(0);
    private final Semaphore worldMayGo = new Semaphore(0);
    private volatile Throwable failure;

    SimulatedJob(SimulatedProcess process, Runnable job) {
        this.process = process;
        this.job = job;
    }

    static SimulatedJob current() {
        SimulatedJob current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("only a job may block, not a turn of a loop");
        }
        return current;
    }

    /** Runs the job until it ends or pauses. */
    void begin() {
        Thread.ofVirtual().start(this::body);
        letJobGo();
    }

    /** Called by the job itself. A process that is killed meanwhile never wakes it again. */
    void pause(Duration duration) {
        process.after(duration, this::letJobGo);
        worldMayGo.release();
        jobMayGo.acquireUninterruptibly();
    }

    private void body() {
        jobMayGo.acquireUninterruptibly();
        CURRENT.set(this);
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            worldMayGo.release();
        }
    }

    private void letJobGo() {
        jobMayGo.release();
        worldMayGo.acquireUninterruptibly();
        if (failure != null) {
            throw new AssertionError("a job of " + process + " failed", failure);
        }
    }
}
