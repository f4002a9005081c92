package orchestrator.reconciler.client;

/** Somebody else applied the project in the meantime. Nothing was written. */
public final class ProjectChangedException extends RuntimeException {
    public ProjectChangedException(String message) {
        super(message);
    }
}
