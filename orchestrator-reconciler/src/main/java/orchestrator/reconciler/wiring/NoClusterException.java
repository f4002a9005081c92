package orchestrator.reconciler.wiring;

/** No cluster was found where it was looked for; the message names the next command. */
public final class NoClusterException extends RuntimeException {
    public NoClusterException(String message) {
        super(message);
    }
}
