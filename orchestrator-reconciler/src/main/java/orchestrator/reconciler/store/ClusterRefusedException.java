package orchestrator.reconciler.store;

/** The store is not one this program may work with; nothing was written. */
public final class ClusterRefusedException extends RuntimeException {
    public ClusterRefusedException(String message) {
        super(message);
    }
}
