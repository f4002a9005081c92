package orchestrator.benchmarks.replay;

/** Times of the nano clock as seconds. */
final class Clock {
    private static final double NANOS = 1e9;

    private Clock() {}

    static double seconds(long from, long to) {
        return (to - from) / NANOS;
    }

    static double secondsSince(long from) {
        return seconds(from, System.nanoTime());
    }

    /** Waits a moment in a run that measures how nothing happens, or for something that polls. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw Sessions.interrupted(e);
        }
    }
}
