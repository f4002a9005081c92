package orchestrator.reconciler.runtime;

/** The engine answered no; {@link #kind} says what a program can do about it. */
public final class ContainerRuntimeException extends RuntimeException {
    /** What was wrong. */
    public enum Kind {
        IMAGE_MISSING, PULL_FAILED, NAME_TAKEN, PORT_TAKEN, NO_SUCH_CONTAINER, NO_SPACE, REFUSED
    }

    private final Kind kind;

    public ContainerRuntimeException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
