package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import orchestrator.reconciler.loop.Timeline;

/** The turns of one process of a simulated cluster. */
public final class SimulatedProcess implements Timeline {
    private final SimulatedTimeline world;
    private final String name;
    private final int number;
    private final List<Runnable> missed = new ArrayList<>();
    private boolean alive = true;
    private boolean frozen;

    SimulatedProcess(SimulatedTimeline world, String name, int number) {
        this.world = world;
        this.name = name;
        this.number = number;
    }

    /** Ends the process as {@code kill -9} does: nothing it still had to do happens. */
    public void kill() {
        alive = false;
    }

    /** Stands still as with SIGSTOP: what becomes due waits for {@link #thaw}. */
    public void freeze() {
        frozen = true;
    }

    /** Goes on, with all that became due meanwhile at once. */
    public void thaw() {
        frozen = false;
        List<Runnable> due = List.copyOf(missed);
        missed.clear();
        due.forEach(this::run);
    }

    /** Does what is due, or keeps it for later. */
    void take(Runnable step) {
        if (frozen) {
            missed.add(step);
        } else if (alive) {
            step.run();
        }
    }

    public boolean isAlive() {
        return alive;
    }

    @Override
    public Instant now() {
        return world.now();
    }

    @Override
    public void run(Runnable step) {
        world.schedule(this, Duration.ZERO, step);
    }

    @Override
    public Cancellation after(Duration delay, Runnable step) {
        return world.schedule(this, delay, step);
    }

    @Override
    public void work(Runnable job) {
        after(world.jobDelay(), () -> new SimulatedJob(this, job).begin());
    }

    /** The same for all events of this process at one time, so that they keep their order. */
    long tieAt(long seed, Instant at) {
        long mixed = seed * 31 + number;
        mixed = (mixed ^ at.getEpochSecond()) * 0x9E3779B97F4A7C15L + at.getNano();
        mixed = (mixed ^ (mixed >>> 31)) * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 29);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimulatedProcess that && that.number == number
                && that.world == world;
    }

    @Override
    public int hashCode() {
        return Objects.hash(number);
    }

    @Override
    public String toString() {
        return name;
    }
}
