package orchestrator.reconciler.git;

/** A repository could not be asked, or would not answer as it should. */
public final class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Whether trying again may help. */
    public enum Kind {
        /** No answer, or not in time: it may come back by itself. */
        UNREACHABLE,
        /** An answer that will be the same until somebody changes something. */
        REFUSED
    }

    /** @param message lower case, without credentials, with what to do about it */
    public RepositoryException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whether trying again may help. */
    public Kind kind() {
        return kind;
    }
}
