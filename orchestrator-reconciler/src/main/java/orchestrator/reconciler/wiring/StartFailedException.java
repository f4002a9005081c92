package orchestrator.reconciler.wiring;

/** A process cannot begin its work; the message is for a person and names what to do. */
public final class StartFailedException extends RuntimeException {
    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
