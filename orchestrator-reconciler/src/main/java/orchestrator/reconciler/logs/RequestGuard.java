package orchestrator.reconciler.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Lets a request in when it is signed with the cluster's key, of this minute, and new. */
final class RequestGuard {
    static final Duration TOLERANCE = Duration.ofSeconds(60);
    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_NONCE = 64;

    private final RequestSigner signer;
    private final InstantSource clock;
    private final Set<String> used = new HashSet<>();
    private final Deque<Use> byTime = new ArrayDeque<>();

    private record Use(String nonce, Instant forgottenAt) {}

    RequestGuard(RequestSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** True at most once for each signed request. */
    boolean admits(RequestSigner.Signed request, String signature) {
        boolean wellFormed = request.nonce().length() <= LONGEST_NONCE
                && !request.nonce().isEmpty() && request.time().matches("\\d{1,12}");
        if (!wellFormed || !signer.matches(request, signature)) {
            return false;
        }
        Instant now = clock.instant();
        Instant time = Instant.ofEpochSecond(Long.parseLong(request.time()));
        boolean ofThisMinute = Duration.between(time, now).abs().compareTo(TOLERANCE) <= 0;
        return ofThisMinute && isNew(request.nonce(), now);
    }

    /** Remembered for as long as the same request could pass the clock again. */
    private synchronized boolean isNew(String nonce, Instant now) {
        while (!byTime.isEmpty() && !byTime.peek().forgottenAt().isAfter(now)) {
            used.remove(byTime.remove().nonce());
        }
        if (used.size() >= MOST_REMEMBERED || !used.add(nonce)) {
            return false;
        }
        byTime.add(new Use(nonce, now.plus(TOLERANCE.multipliedBy(2)).plusSeconds(1)));
        return true;
    }
}
