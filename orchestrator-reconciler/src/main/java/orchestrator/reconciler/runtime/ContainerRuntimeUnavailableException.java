package orchestrator.reconciler.runtime;

/** The engine does not answer; what was asked of it may or may not have happened. */
public final class ContainerRuntimeUnavailableException extends RuntimeException {
    public ContainerRuntimeUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
