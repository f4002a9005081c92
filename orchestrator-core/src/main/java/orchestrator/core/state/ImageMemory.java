package orchestrator.core.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

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

    /** That no registry has it: at least as long as the longest pause between two pulls. */
    private static final Duration MISSING_FOR = Duration.ofMinutes(5);
    /** A full disk, or a registry that is away, is often mended before anybody asks again. */
    private static final Duration FAILED_FOR = Duration.ofSeconds(30);

    /** Whether it is there. */
    public enum State {
        ABSENT, PULLING, PRESENT
    }

    /** True when so many pulls failed in a row that the next will hardly succeed. */
    public boolean keepsFailing() {
        return retries.keepsFailing();
    }

    /** True when nobody should count on it here: no registry has it, or it keeps failing. */
    public boolean isHopeless() {
        return failure.isPresent() && (keepsFailing()
                || failure.get().code() == ReasonCode.IMAGE_MISSING);
    }

    /** Until then it is worth knowing that it could not be had, whoever asked for it. */
    public Instant knownUntil() {
        boolean missing = failure.filter(why -> why.code() == ReasonCode.IMAGE_MISSING)
                .isPresent();
        return retries.failedAt().plus(missing ? MISSING_FOR : FAILED_FOR);
    }

    /** True while one more try has brought nothing yet, so that the last failure still holds. */
    public boolean bringsNothing() {
        return failure.isPresent() && (state == State.ABSENT || total == 0);
    }

    /** What an agent that starts anew takes over from its last report that it cannot be had. */
    public static ImageMemory adopted(Reason why, Instant now) {
        ImageMemory memory = ABSENT.failed(why, now);
        while (!memory.isHopeless()) {
            memory = memory.failed(why, now);
        }
        return memory;
    }

    public ImageMemory pulling(long bytesDone, long bytesTotal) {
        return new ImageMemory(State.PULLING, bytesDone, bytesTotal, failure, retries);
    }

    public ImageMemory failed(Reason why, Instant now) {
        return new ImageMemory(State.ABSENT, 0, 0, Optional.of(why), retries.afterFailure(now));
    }
}
