package orchestrator.benchmarks.replay;

import java.util.concurrent.atomic.AtomicLong;

/** Agents that report something new, so many times a second altogether, each in its turn. */
final class Noise implements AutoCloseable {
    private static final int TICKS = 100;

    private final Fleet fleet;
    private final int rate;
    private final AtomicLong written = new AtomicLong();
    private final Thread thread;
    private final long begun = System.nanoTime();
    private volatile boolean ended;

    Noise(Fleet fleet, int rate) {
        this.fleet = fleet;
        this.rate = rate;
        this.thread = Thread.ofPlatform().name("noise").daemon(true).start(this::run);
    }

    private void run() {
        long due = 0;
        int next = 0;
        while (!ended) {
            Clock.pause(1000 / TICKS);
            long wanted = (long) (Clock.secondsSince(begun) * rate);
            for (; due < wanted; due++) {
                fleet.agent(next++).touch(written::incrementAndGet);
            }
        }
    }

    /** Reports that the store has taken, a second. */
    double achieved() {
        return written.get() / Clock.secondsSince(begun);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }
}
