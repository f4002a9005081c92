package orchestrator.core.model;

import java.time.Duration;

/**
 * The numbers of a lease, and what follows from them. Two clocks measure one lease: the node's, from
 * the moment a renewal was sent, and the leader's, from the moment it first saw that renewal, which
 * is later. The rates of two clocks differ by at most {@link #DRIFT} from true time each, so the node
 * is done with its work before the leader may give it away, whatever is delayed or lost in between:
 * only rates matter, never what the clocks show.
 */
public final class LeaseTerms {
    /** How often a node renews. */
    public static final Duration RENEWED_EVERY = Duration.ofSeconds(2);
    /** How long a lease is, by true time. */
    public static final Duration LENGTH = Duration.ofSeconds(20);
    /** How long before its end what runs under it is asked to stop. */
    public static final Duration STOP_BEFORE = Duration.ofSeconds(5);
    /** How long before its end what still runs under it is killed. */
    public static final Duration KILL_BEFORE = Duration.ofSeconds(2);
    /** By how much of a second a clock may be wrong in one second. */
    public static final double DRIFT = 0.01;

    private LeaseTerms() {}

    /** How long after it sent a renewal a node may count on the lease, by its own clock. */
    public static Duration held() {
        return scaled(1 - DRIFT);
    }

    /** How long after it first saw a renewal a leader must wait for the end, by its own clock. */
    public static Duration over() {
        return scaled(1 + DRIFT);
    }

    /** The end of a lease whose last acknowledged renewal was sent at {@code sent}. */
    public static Duration deadline(Duration sent) {
        return sent.plus(held());
    }

    /** How long a container may take to stop once it is asked to. */
    public static Duration grace() {
        return STOP_BEFORE.minus(KILL_BEFORE);
    }

    /** The longest outage of the store that stops nothing, when it begins at the worst moment. */
    public static Duration toleratedOutage() {
        return held().minus(STOP_BEFORE).minus(RENEWED_EVERY);
    }

    private static Duration scaled(double factor) {
        return Duration.ofNanos(Math.round(LENGTH.toNanos() * factor));
    }
}
