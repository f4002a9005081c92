package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.Random;

/**
 * How wrong the clock of a process is: always by {@code offset}, and its seconds are {@code rate}
 * times as many as the true ones. It never goes back.
 */
record ProcessClock(Duration offset, double rate) {
    static final ProcessClock TRUE = new ProcessClock(Duration.ZERO, 1);
    private static final int MOST_MINUTES = 12 * 60;
    private static final double WORST_RATE = 0.01;

    /** Up to twelve hours off, and up to one in a hundred too fast or too slow. */
    static ProcessClock draw(Random random) {
        return new ProcessClock(
                Duration.ofMinutes(random.nextInt(2 * MOST_MINUTES + 1) - MOST_MINUTES),
                1 + (random.nextDouble() * 2 - 1) * WORST_RATE);
    }

    /** What it shows, in nanoseconds, when the true time is that. */
    long shows(long nanos) {
        return offset.toNanos() + (rate == 1 ? nanos : Math.round(nanos * rate));
    }

    /** How long truly passes while this clock counts so much. */
    long truly(long nanos) {
        return rate == 1 ? nanos : Math.round(nanos / rate);
    }
}
