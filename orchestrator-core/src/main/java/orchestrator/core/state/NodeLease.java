package orchestrator.core.state;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/**
 * The lease of a node as its agent knows it, for what runs only while it is held.
 *
 * @param reason why nothing may be begun, or why what runs must stop
 * @param stopAt when what runs must stop unless the lease is renewed; empty when it must now, or when
 *               that is not known yet
 */
public record NodeLease(Standing standing, Reason reason, Optional<Instant> stopAt) {
    /** What may be done under it. */
    public enum Standing {
        /** It is held, and the assignment was read since: anything may be begun. */
        BEGIN,
        /** What runs may run on, but nothing may be begun. */
        KEEP,
        /** What runs must stop, even in doubt. */
        STOP
    }

    /** Of an agent that has not asked yet. */
    public static final NodeLease UNKNOWN = new NodeLease(Standing.KEEP,
            notHeld("the lease of this node is not held yet"), Optional.empty());

    /** One that is held until {@code stopAt} at least. */
    public static NodeLease held(Instant stopAt) {
        return new NodeLease(Standing.BEGIN, notHeld("the lease of this node is held"),
                Optional.of(stopAt));
    }

    /** One under which nothing may be begun before it was said again what is assigned. */
    public static NodeLease unread(Instant stopAt) {
        return new NodeLease(Standing.KEEP,
                notHeld("the assignment is read again, now that the lease is held"),
                Optional.of(stopAt));
    }

    /** One that is over, or never was. */
    public static NodeLease over(String why) {
        return new NodeLease(Standing.STOP, notHeld(why), Optional.empty());
    }

    private static Reason notHeld(String text) {
        return new Reason(ReasonCode.LEASE_NOT_HELD, text);
    }

    public boolean mayBegin() {
        return standing == Standing.BEGIN;
    }

    public boolean mustStop() {
        return standing == Standing.STOP;
    }
}
