package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import orchestrator.reconciler.loop.Timeline;

/**
 * Time that passes only when a test says so. One queue of events orders every process: by time,
 * within one process by the order they were given, between processes by a tie drawn from the seed.
 * Jobs of {@link #work} begin after a short delay drawn from the seed and may {@link #pause}.
 */
public final class SimulatedTimeline implements Timeline {
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int LONGEST_JOB_DELAY_MICROS = 2_000;

    private final long seed;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SimulatedProcess self;
    private Runnable afterEach = () -> {};
    private Instant now = START;
    private long sequence;
    private int processes;

    public SimulatedTimeline(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.self = process("test");
    }

    /** The turns of one more process, which can be killed alone. */
    public SimulatedProcess process(String name) {
        return new SimulatedProcess(this, name, processes++);
    }

    /** Lets time pass and everything happen that is due within it. */
    public void advance(Duration duration) {
        Instant until = now.plus(duration);
        while (!events.isEmpty() && !events.peek().at().isAfter(until)) {
            next();
        }
        now = until;
    }

    /**
     * Lets time pass until {@code condition} holds.
     *
     * @throws AssertionError when it does not within {@code bound} of simulated time
     */
    public void runUntil(BooleanSupplier condition, Duration bound) {
        Instant until = now.plus(bound);
        while (!condition.getAsBoolean()) {
            if (events.isEmpty() || events.peek().at().isAfter(until)) {
                throw new AssertionError("not within " + bound + " of simulated time (seed " + seed
                        + ", now " + now + ")");
            }
            next();
        }
    }

    /** Blocks the job that calls it, and only that, for so long. Only for jobs of {@link #work}. */
    public void pause(Duration duration) {
        SimulatedJob.current().pause(duration);
    }

    /** Calls {@code look} after everything that happens: what it sees was never otherwise. */
    public void afterEach(Runnable look) {
        afterEach = look;
    }

    /** What every other random choice of a simulated thing is drawn from. */
    public Random random() {
        return random;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void run(Runnable step) {
        self.run(step);
    }

    @Override
    public Cancellation after(Duration delay, Runnable step) {
        return self.after(delay, step);
    }

    @Override
    public void work(Runnable job) {
        self.work(job);
    }

    Duration jobDelay() {
        return Duration.ofNanos(random.nextInt(LONGEST_JOB_DELAY_MICROS) * 1_000L);
    }

    Cancellation schedule(SimulatedProcess process, Duration delay, Runnable step) {
        Instant at = now.plus(delay.isNegative() ? Duration.ZERO : delay);
        Event event = new Event(at, process.tieAt(seed, at), sequence++, process, step);
        events.add(event);
        return () -> events.remove(event);
    }

    private void next() {
        Event event = events.remove();
        now = event.at();
        event.process().take(event.step());
        afterEach.run();
    }

    private record Event(Instant at, long tie, long sequence, SimulatedProcess process,
            Runnable step) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            int byTie = byTime != 0 ? byTime : Long.compare(tie, other.tie);
            return byTie != 0 ? byTie : Long.compare(sequence, other.sequence);
        }
    }
}
