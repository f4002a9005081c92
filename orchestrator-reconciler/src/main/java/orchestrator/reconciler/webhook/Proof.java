package orchestrator.reconciler.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * That a sender knows the secret.
 *
 * @param by   who such senders are, for {@code git status}
 * @param once the same for a delivery that is made twice, and only then
 * @param time when it was signed, where that is said
 */
record Proof(String by, String once, Optional<Instant> time) {
    private static final String WEBHOOK = "webhook";
    private static final String HOOK = "hook";
    private static final String PREFIX = "sha256=";

    /** The proof that a delivery carries; empty when it has none, or a wrong one. */
    static Optional<Proof> of(Delivery delivery, byte[] secret) {
        Optional<String> own = delivery.header("X-Orch-Signature");
        if (own.isPresent()) {
            return own(delivery, own.get(), secret);
        }
        Optional<String> signature = delivery.header("X-Hub-Signature-256")
                .or(() -> delivery.header("X-Gitea-Signature"));
        return signature.isPresent()
                ? signed(delivery, signature.get(), secret)
                : delivery.header("X-Gitlab-Token")
                        .flatMap(token -> shown(delivery, token, secret));
    }

    /** The time is signed with the body, so that it cannot be renewed by who only listened. */
    private static Optional<Proof> own(Delivery delivery, String signature, byte[] secret) {
        String timestamp = delivery.header("X-Orch-Timestamp").orElse("");
        if (!timestamp.matches("\\d{1,12}")) {
            return Optional.empty();
        }
        String right = Hmac.of(secret, (timestamp + ".").getBytes(UTF_8), delivery.body());
        return proven(HOOK, right, signature,
                Optional.of(Instant.ofEpochSecond(Long.parseLong(timestamp))));
    }

    /** The id of a delivery is not signed: only the signature tells a delivery from another. */
    private static Optional<Proof> signed(Delivery delivery, String signature, byte[] secret) {
        return proven(WEBHOOK, Hmac.of(secret, delivery.body()), signature, Optional.empty());
    }

    private static Optional<Proof> proven(String by, String right, String signature,
            Optional<Instant> time) {
        String given = signature.strip().toLowerCase(Locale.ROOT);
        String digits = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
        return Hmac.same(right, digits)
                ? Optional.of(new Proof(by, right, time))
                : Optional.empty();
    }

    /** Digests are compared, for the time must not tell how long the secret is. */
    private static Optional<Proof> shown(Delivery delivery, String token, byte[] secret) {
        if (!Hmac.same(Hmac.digest(secret), Hmac.digest(token.getBytes(UTF_8)))) {
            return Optional.empty();
        }
        String event = delivery.header("Idempotency-Key")
                .or(() -> delivery.header("X-Gitlab-Event-UUID")).orElse("");
        return Optional.of(new Proof(WEBHOOK,
                Hmac.of(secret, event.getBytes(UTF_8), new byte[1], delivery.body()),
                Optional.empty()));
    }
}
