package orchestrator.core.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something failed in a row, and when it is tried again: pauses double from one second to
 * five minutes, and each is up to a quarter longer. How much is drawn from the fraction of the second
 * at which it failed, so that many who failed together do not come back together.
 *
 * @param pause between the last failure and {@code nextAt}
 */
public record Backoff(int inARow, Duration pause, Instant nextAt) {
    public static final Backoff NONE = new Backoff(0, Duration.ZERO, Instant.EPOCH);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** A second has many more microseconds than this, of which one is as likely as another. */
    private static final int PARTS = 1000;
    private static final int DOUBLINGS_TO_LONGEST = 9;
    /** After so many failures in a row nobody should wait for it any more. */
    private static final int MANY = 3;

    /** One more failure; the first is tried again after a second. */
    public Backoff afterFailure(Instant now) {
        return after(now, pause(inARow + 1));
    }

    /** One more crash; the first is tried again at once. */
    public Backoff afterCrash(Instant now) {
        return after(now, pause(inARow));
    }

    /** True when so many failed in a row that the next will hardly do better. */
    public boolean keepsFailing() {
        return inARow >= MANY;
    }

    /** When the last failure was; means nothing before the first. */
    public Instant failedAt() {
        return nextAt.minus(pause);
    }

    /** True until it may be tried again. */
    public boolean holds(Instant now) {
        return now.isBefore(nextAt);
    }

    private Backoff after(Instant now, Duration newPause) {
        Duration spread = newPause.dividedBy(4 * PARTS).multipliedBy(now.getNano() / 1000 % PARTS);
        Duration pause = newPause.plus(spread);
        return new Backoff(inARow + 1, pause, now.plus(pause));
    }

    private static Duration pause(int count) {
        if (count < 1) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(count - 1, DOUBLINGS_TO_LONGEST));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
