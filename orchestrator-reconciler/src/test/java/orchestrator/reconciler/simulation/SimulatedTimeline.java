package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orchestrator.reconciler.loop.Timeline;

/**
 * Time that passes only when a test says so. One queue of events orders every process: by time,
 * within one process by the order they were given, between processes by a tie drawn from the seed.
 * Whatever happens in it may {@link #pause}; see {@link SimulatedProcess} for what waits then.
 *
 * <p>As a {@link Timeline} it is what happens to the processes from outside: its turns wait for
 * nobody, and are not delayed by another one that pauses.
 */
public final class SimulatedTimeline implements Timeline, AutoCloseable {
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int LONGEST_JOB_DELAY_MICROS = 2_000;
    private static final long EVERYTHING = Long.MAX_VALUE;

    private final long seed;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Fibers fibers = new Fibers(this::next);
    private final Trace trace = new Trace();
    private final TreeMap<String, ProcessClock> clocks = new TreeMap<>();
    private final SimulatedProcess self;
    private Fates fates = Fates.KIND;
    private Runnable afterEach = () -> {};
    private SimulatedProcess running;
    private long now;
    private long until;
    private long allowed;
    private long sequence;
    private int processes;
    private int calls;
    private int longestQueue;
    private boolean stopped;
    private boolean wrongClocks;

    public SimulatedTimeline(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.self = process("test", ProcessClock.TRUE);
    }

    /** The turns of one more process, which can be killed alone. */
    public SimulatedProcess process(String name) {
        return process(name, clockOf(name));
    }

    /** From now on new processes get clocks of their own, drawn from the seed and their name. */
    public void wrongClocks() {
        wrongClocks = true;
    }

    /** The clock of a machine: the same for all that ever runs there. */
    ProcessClock clockOf(String name) {
        return clocks.computeIfAbsent(name, _ -> wrongClocks
                ? ProcessClock.draw(new Random(seed * 31 + name.hashCode()))
                : ProcessClock.TRUE);
    }

    /** What the clock of that process shows at that time. */
    public Instant clockOf(String process, Instant time) {
        return time.isBefore(START)
                ? time
                : START.plusNanos(clockOf(process).shows(Duration.between(START, time).toNanos()));
    }

    /** Time does not pass any more: what happened must be looked at first. */
    public void stop() {
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    /** The most turns that ever waited in one process. */
    public int longestQueue() {
        return longestQueue;
    }

    void waiting(int turns) {
        longestQueue = Math.max(longestQueue, turns);
    }

    /** A process whose clock and timers are as wrong as {@code clock}. */
    SimulatedProcess process(String name, ProcessClock clock) {
        clocks.put(name, clock);
        return new SimulatedProcess(this, name, processes++, clock);
    }

    /** Lets time pass and everything happen that is due within it. Within time, a pause. */
    public void advance(Duration duration) {
        if (fibers.isWithin()) {
            pause(duration);
            return;
        }
        until = now + duration.toNanos();
        long end = until;
        allowed = EVERYTHING;
        fibers.drive();
        now = end;
    }

    /**
     * Lets time pass until {@code condition} holds, which is asked after everything that happens.
     *
     * @throws AssertionError when it does not within {@code bound} of simulated time
     */
    public void runUntil(BooleanSupplier condition, Duration bound) {
        long end = now + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (!letOneHappen(end)) {
                throw new AssertionError("not within " + bound + " of simulated time (seed " + seed
                        + ", now " + now() + ")");
            }
        }
    }

    private boolean letOneHappen(long end) {
        until = end;
        allowed = 1;
        fibers.drive();
        return allowed == 0;
    }

    /**
     * Lets the caller, and only that, stand still for so long, while everything else goes on.
     *
     * @throws IllegalStateException when called by what does not happen in simulated time
     */
    public void pause(Duration duration) {
        Fibers.Fiber fiber = fibers.current();
        Event resume = event(running, Event.Kind.RESUME, now + Math.max(0, duration.toNanos()),
                fiber::resume);
        afterEach.run();
        if (isNext(resume)) {
            // Nobody else does anything before: it goes on at once, as if it had stood still.
            happensNow(resume);
        } else {
            events.add(resume);
            letOthers();
        }
    }

    /** True when called by something that happens in simulated time, and so may pause. */
    public boolean isWithin() {
        return fibers.isWithin();
    }

    boolean isRunning(SimulatedProcess process) {
        return fibers.isWithin() && running == process;
    }

    /**
     * Does {@code command} as that process and lets time pass until it is done; by what happens in
     * simulated time it is done at once.
     */
    public <T> T call(SimulatedProcess process, Supplier<T> command) {
        if (fibers.isWithin()) {
            return command.get();
        }
        Answer<T> answer = new Answer<>();
        add(process, Event.Kind.JOB, now, () -> answer.fill(command));
        while (!answer.isThere) {
            if (!letOneHappen(EVERYTHING)) {
                throw new AssertionError("a command of " + process + " never ends");
            }
        }
        return answer.get();
    }

    /** What came of a command. */
    private static final class Answer<T> {
        private T value;
        private RuntimeException failure;
        private boolean isThere;

        void fill(Supplier<T> command) {
            try {
                value = command.get();
            } catch (RuntimeException e) {
                failure = e;
            }
            isThere = true;
        }

        T get() {
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }

    /** What becomes of each call; {@link Fates#KIND} unless somebody said otherwise. */
    public Fates fates() {
        return fates;
    }

    public void fates(Fates those) {
        fates = those;
    }

    /**
     * Numbers one more crossing of the border. Never returns to a process that was killed, and to
     * one that was frozen only when it is thawed; a hint for such a process is only numbered.
     */
    public Call nextCall(SimulatedProcess process, Call.Kind kind, String what) {
        process.goOnOnlyAlive();
        return new Call(++calls, process, kind, what);
    }

    /** How many crossings there were so far. */
    public int calls() {
        return calls;
    }

    /** The digest of everything that happened. */
    public Trace trace() {
        return trace;
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
        return START.plusNanos(now);
    }

    @Override
    public void run(Runnable step) {
        add(self, Event.Kind.JOB, now, step);
    }

    @Override
    public Cancellation after(Duration delay, Runnable step) {
        return add(self, Event.Kind.JOB, now + Math.max(0, delay.toNanos()), step);
    }

    @Override
    public void work(Runnable job) {
        self.work(job);
    }

    /** Ends the threads of the simulation. Nothing happens in it any more. */
    @Override
    public void close() {
        fibers.close();
    }

    /** Nanoseconds since {@link #START}. */
    long nanos() {
        return now;
    }

    long jobDelay() {
        return random.nextInt(LONGEST_JOB_DELAY_MICROS) * 1_000L;
    }

    /** Whoever calls stands still for ever, as what is left of a killed process does. */
    void vanish() {
        fibers.current();
        while (true) {
            standStill();
        }
    }

    Event add(SimulatedProcess process, Event.Kind kind, long at, Runnable step) {
        Event event = event(process, kind, at, step);
        events.add(event);
        return event;
    }

    private Event event(SimulatedProcess process, Event.Kind kind, long at, Runnable step) {
        return new Event(at, process.tieAt(seed, at), sequence++, kind, process, step);
    }

    private void standStill() {
        afterEach.run();
        letOthers();
    }

    private void letOthers() {
        SimulatedProcess standing = running;
        running = null;
        fibers.stand();
        running = standing;
    }

    /** The first that was not taken back; null when there is none. */
    private Event first() {
        Event event = events.peek();
        while (event != null && event.isCancelled()) {
            events.remove();
            event = events.peek();
        }
        return event;
    }

    private boolean mayHappen(Event event) {
        return allowed > 0 && !stopped && event.at() <= until;
    }

    private boolean isNext(Event event) {
        Event first = first();
        return mayHappen(event) && event.process().isAlive() && !event.process().isFrozen()
                && (first == null || event.compareTo(first) < 0);
    }

    private void happensNow(Event event) {
        allowed--;
        now = event.at();
        trace.event(now, event.process().number(), event.kind());
    }

    /** Lets one thing happen, unless all that may happen now did. */
    private boolean next() {
        Event event = first();
        if (event == null || !mayHappen(event)) {
            return false;
        }
        events.remove();
        happensNow(event);
        running = event.process();
        event.process().take(event);
        // What it resumed has looked itself, when it stood still again or ended.
        if (event.kind() != Event.Kind.RESUME) {
            afterEach.run();
        }
        return true;
    }
}
