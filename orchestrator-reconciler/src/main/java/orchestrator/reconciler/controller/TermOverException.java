package orchestrator.reconciler.controller;

/** Nothing of this term can be written any more; the message says why. */
public final class TermOverException extends RuntimeException {
    private TermOverException(String why, Throwable cause) {
        super(why, cause);
    }

    static TermOverException laterLeader(Throwable cause) {
        return new TermOverException("a later leader has begun", cause);
    }

    static TermOverException anotherStore(Throwable cause) {
        return new TermOverException("the store is not as this leader left it", cause);
    }
}
