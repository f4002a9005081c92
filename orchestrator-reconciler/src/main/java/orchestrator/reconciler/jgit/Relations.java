package orchestrator.reconciler.jgit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.core.model.CommitId;

/**
 * Which heads contain what was applied, of each connection the last. Telling it may take a long
 * history, and a commit that waits for a person is asked for at every poll until then.
 */
final class Relations {
    /** What was out of reach may be within it later. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** Whether one contains the other. */
    record Pair(CommitId head, CommitId applied) {}

    private record Known(Pair pair, boolean contained, Instant until) {}

    /** Empty unless it was found out lately. */
    Optional<Boolean> of(String source, Pair pair, Instant now) {
        return Optional.ofNullable(known.get(source))
                .filter(each -> each.pair().equals(pair) && now.isBefore(each.until()))
                .map(Known::contained);
    }

    void keep(String source, Pair pair, boolean contained, Instant now) {
        known.put(source, new Known(pair, contained, now.plus(KEPT)));
    }

    void forget(String source) {
        known.remove(source);
    }
}
