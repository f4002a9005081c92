package orchestrator.core.state;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.Reason;

/**
 * What an agent knows of one image on its engine.
 *
 * @param done    bytes that were fetched, while {@code PULLING}
 * @param total   bytes known of, 0 while unknown; may grow
 * @param failure why the last pull failed; empty once one succeeded
 * @param retries when the next pull may begin
 */
public record ImageMemory(State state, long done, long total, Optional<Reason> failure,
        Backoff retries) {
    public static final ImageMemory PRESENT = new ImageMemory(State.PRESENT, 0, 0,
            Optional.empty(), Backoff.NONE);
    public static final ImageMemory ABSENT = new ImageMemory(State.ABSENT, 0, 0,
            Optional.empty(), Backoff.NONE);

    /** After so many failures in a row nobody should wait for it any more. */
    private static final int MANY_FAILURES = 3;

    /** Whether it is there. */
    public enum State {
        ABSENT, PULLING, PRESENT
    }

    /** True when so many pulls failed in a row that the next will hardly succeed. */
    public boolean keepsFailing() {
        return retries.inARow() >= MANY_FAILURES;
    }

    public ImageMemory pulling(long bytesDone, long bytesTotal) {
        return new ImageMemory(State.PULLING, bytesDone, bytesTotal, failure, retries);
    }

    public ImageMemory failed(Reason why, Instant now) {
        return new ImageMemory(State.ABSENT, 0, 0, Optional.of(why), retries.afterFailure(now));
    }
}
