package orchestrator.core.model;

/**
 * The one word that ends a container: this incarnation is over, and why.
 *
 * @param leased true when it ran under a lease, so that the end of its node's lease ends it too
 */
public record Tombstone(InstanceId id, Incarnation incarnation, Reason reason, boolean leased) {
    /** Of an incarnation that needed no lease. */
    public Tombstone(InstanceId id, Incarnation incarnation, Reason reason) {
        this(id, incarnation, reason, false);
    }
}
