package orchestrator.reconciler.secret;

/** The cluster key is not there, not readable, or not kept from others. */
public final class ClusterKeyException extends RuntimeException {
    ClusterKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    ClusterKeyException(String message) {
        super(message);
    }
}
