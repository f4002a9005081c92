package orchestrator.reconciler.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import orchestrator.core.model.GitSource;
import orchestrator.reconciler.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a push event is worth. May be asked by many threads at once. */
public final class Pushes {
    private static final Logger LOG = LoggerFactory.getLogger(Pushes.class);
    /** How far the clock of a hook may be off. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Duration SAME = Duration.ofSeconds(2);
    private static final int ORDERS_AT_ONCE = 30;
    private static final Duration ORDER_EACH = Duration.ofSeconds(1);

    private final WebhookSecrets secrets;
    private final PushOrders orders;
    private final InstantSource wall;
    private final Replays replays;
    private final Rates rates;

    /**
     * A place where nothing was heard yet.
     *
     * @param wall the wall clock, which hooks are compared with
     * @param now  a clock that never goes back
     */
    public Pushes(WebhookSecrets secrets, PushOrders orders, InstantSource wall,
            Supplier<Instant> now) {
        this.secrets = secrets;
        this.orders = orders;
        this.wall = wall;
        this.replays = new Replays(now);
        this.rates = new Rates(now, ORDERS_AT_ONCE, ORDER_EACH);
    }

    /** What becomes of a delivery. */
    Answer hear(Delivery delivery) {
        try {
            WebhookSecrets.Expected expected = secrets.of(delivery.project());
            Optional<Proof> proof = Proof.of(delivery, expected.secret());
            return proof.isPresent() && expected.source().isPresent()
                    ? proven(delivery, proof.get(), expected.source().get())
                    : Answer.UNKNOWN;
        } catch (StoreUnavailableException e) {
            LOG.warn("a push event of {} was not taken: {}", delivery.project(), e.getMessage());
            return Answer.NO_STORE;
        }
    }

    private Answer proven(Delivery delivery, Proof proof, GitSource source) {
        if (proof.time().filter(this::isFar).isPresent()) {
            return new Answer(400, "signed more than 5 minutes away from this server's time, "
                    + wall.instant().getEpochSecond());
        }
        return switch (PushEvent.of(delivery)) {
            case PushEvent.Any() -> ordered(proof, source);
            case PushEvent.Pushed(var references) -> references
                    .contains("refs/heads/" + source.branch())
                            ? ordered(proof, source)
                            : new Answer(200, "another branch: " + source.branch()
                                    + " is followed");
            case PushEvent.Other(String name) -> new Answer(200,
                    "heard, and nothing is done: only pushes matter, this was " + name);
            case PushEvent.Unreadable(String why) -> new Answer(400, "not a push event: " + why);
        };
    }

    private boolean isFar(Instant time) {
        return Duration.between(time, wall.instant()).abs().compareTo(TOLERANCE) > 0;
    }

    /** A hook signs two pushes of one second alike: neither is the other made again. */
    private boolean isNow(Instant time) {
        return Duration.between(time, wall.instant()).abs().compareTo(SAME) <= 0;
    }

    private Answer ordered(Proof proof, GitSource source) {
        if (!replays.isNew(proof.once()) && proof.time().filter(this::isNow).isEmpty()) {
            return new Answer(200, "heard of that before");
        }
        boolean done = false;
        try {
            if (!rates.take(source.project().value())) {
                return Answer.TOO_MANY;
            }
            done = orders.order(source.project(), proof.by()).isPresent();
            LOG.info("heard of a push to {} by {}", source.project(), proof.by());
            return done ? new Answer(202, "the cluster looks at it now") : Answer.UNKNOWN;
        } finally {
            if (!done) {
                replays.forget(proof.once());
            }
        }
    }
}
