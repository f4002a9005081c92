package orchestrator.reconciler.network;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import orchestrator.reconciler.loop.Timeline;

/** The end of a probe, over all its steps together. */
final class Deadline {
    private final Timeline timeline;
    private final Instant end;

    Deadline(Timeline timeline, Duration timeout) {
        this.timeline = timeline;
        this.end = timeline.now().plus(timeout);
    }

    /**
     * What may still be waited for, at least a millisecond.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int millisLeft() throws SocketTimeoutException {
        long left = Duration.between(timeline.now(), end).toMillis();
        if (left < 1) {
            throw new SocketTimeoutException("the time of the probe is over");
        }
        return (int) left;
    }
}
