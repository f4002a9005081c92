package orchestrator.reconciler.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/**
 * Deliveries of the last ten minutes. It is this server's own memory: the same delivery made to
 * another server is another look at the repository, and does no more harm than that.
 */
final class Replays {
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 20_000;

    private final Supplier<Instant> now;
    private final LinkedHashMap<String, Instant> seen = new LinkedHashMap<>();

    /** @param now never goes back */
    Replays(Supplier<Instant> now) {
        this.now = now;
    }

    /** True at the first time; the oldest are forgotten when there are too many. */
    synchronized boolean isNew(String once) {
        Instant present = now.get();
        Instant over = present.minus(REMEMBERED);
        while (!seen.isEmpty() && !seen.firstEntry().getValue().isAfter(over)) {
            seen.pollFirstEntry();
        }
        if (seen.containsKey(once)) {
            return false;
        }
        if (seen.size() >= MOST_REMEMBERED) {
            seen.pollFirstEntry();
        }
        seen.put(once, present);
        return true;
    }

    /** It came to nothing, so that it may be made again. */
    synchronized void forget(String once) {
        seen.remove(once);
    }
}
