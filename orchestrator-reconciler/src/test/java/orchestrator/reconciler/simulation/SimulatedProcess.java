package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import orchestrator.reconciler.loop.Timeline;

/**
 * The turns of one process of a simulated cluster. A turn may pause wherever it calls the world: the
 * turns after it wait until it has ended, as they would for one that blocks; jobs go on beside it. So
 * whatever happens meanwhile, also the end of the process, happens in the middle of its turn.
 */
public final class SimulatedProcess implements Timeline {
    private final SimulatedTimeline world;
    private final String name;
    private final int number;
    private final ProcessClock clock;
    private final List<Event> missed = new ArrayList<>();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private Runnable changed = () -> {};
    private boolean alive = true;
    private boolean frozen;
    private boolean inTurn;

    SimulatedProcess(SimulatedTimeline world, String name, int number, ProcessClock clock) {
        this.world = world;
        this.name = name;
        this.number = number;
        this.clock = clock;
    }

    /** Ends the process as {@code kill -9} does: nothing it still had to do happens. */
    public void kill() {
        alive = false;
        missed.clear();
        waiting.clear();
        changed.run();
    }

    /** Stands still as with SIGSTOP: what becomes due waits for {@link #thaw}. */
    public void freeze() {
        frozen = true;
        changed.run();
    }

    /** Goes on, with all that became due meanwhile at once. */
    public void thaw() {
        frozen = false;
        List<Event> due = List.copyOf(missed);
        missed.clear();
        due.forEach(each -> world.add(this, each.kind(), world.nanos(), each::happen));
        changed.run();
    }

    /** Calls {@code look} whenever it was killed, frozen or thawed. */
    public void onChange(Runnable look) {
        Runnable before = changed;
        changed = () -> {
            before.run();
            look.run();
        };
    }

    /** Does what is due, or keeps it for later. */
    void take(Event event) {
        if (!alive) {
            return;
        }
        if (frozen) {
            missed.add(event);
        } else if (event.kind() != Event.Kind.TURN) {
            event.happen();
        } else if (inTurn || !waiting.isEmpty()) {
            waiting.add(event);
            world.waiting(waiting.size());
        } else {
            turn(event);
        }
    }

    private void turn(Event event) {
        inTurn = true;
        try {
            event.happen();
        } finally {
            inTurn = false;
            if (!waiting.isEmpty()) {
                world.add(this, Event.Kind.JOB, world.nanos(), this::nextWaiting);
            }
        }
    }

    private void nextWaiting() {
        if (!inTurn && !waiting.isEmpty()) {
            turn(waiting.remove());
        }
    }

    public boolean isAlive() {
        return alive;
    }

    public boolean isFrozen() {
        return frozen;
    }

    /**
     * To be asked by everything that the process calls, before and after: a killed one gets no
     * answer, ever, a frozen one when it is thawed. Does nothing when somebody else calls it.
     */
    public void goOnOnlyAlive() {
        if (!world.isRunning(this)) {
            return;
        }
        if (!alive) {
            world.vanish();
        }
        if (frozen) {
            world.pause(Duration.ZERO);
        }
    }

    @Override
    public Instant now() {
        return SimulatedTimeline.START.plusNanos(clock.shows(world.nanos()));
    }

    @Override
    public void run(Runnable step) {
        world.add(this, Event.Kind.TURN, world.nanos(), step);
    }

    @Override
    public Cancellation after(Duration delay, Runnable step) {
        long truly = clock.truly(Math.max(0, delay.toNanos()));
        return world.add(this, Event.Kind.TURN, world.nanos() + truly, step);
    }

    /** As {@link #after}, but beside the turns: for what has a thread of its own. */
    public Cancellation beside(Duration delay, Runnable step) {
        long truly = clock.truly(Math.max(0, delay.toNanos()));
        return world.add(this, Event.Kind.JOB, world.nanos() + truly, step);
    }

    @Override
    public void work(Runnable job) {
        world.add(this, Event.Kind.JOB, world.nanos() + world.jobDelay(), () -> begin(job));
    }

    private void begin(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("a job of " + this + " failed", e);
        }
    }

    int number() {
        return number;
    }

    /** The same for all events of this process at one time, so that they keep their order. */
    long tieAt(long seed, long at) {
        long mixed = seed * 31 + number;
        mixed = (mixed ^ at) * 0x9E3779B97F4A7C15L;
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
