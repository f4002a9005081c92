package orchestrator.reconciler.network;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of a probe, over all its steps together. */
final class Deadline {
    private final LongSupplier nanoClock;
    private final long end;

    Deadline(LongSupplier nanoClock, Duration timeout) {
        this.nanoClock = nanoClock;
        this.end = nanoClock.getAsLong() + timeout.toNanos();
    }

    /**
     * What may still be waited for, at least a millisecond.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int millisLeft() throws SocketTimeoutException {
        long left = Duration.ofNanos(end - nanoClock.getAsLong()).toMillis();
        if (left < 1) {
            throw new SocketTimeoutException("the time of the probe is over");
        }
        return (int) left;
    }
}
