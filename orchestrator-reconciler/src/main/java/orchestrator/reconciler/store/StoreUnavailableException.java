package orchestrator.reconciler.store;

/** The ensemble does not answer; what was asked of it may or may not have happened. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
