package orchestrator.reconciler.store;

/** Nothing was heard of one attempt: it was done, or it was not, or it is still to be done. */
public final class NoAnswerException extends Exception {
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }

    public NoAnswerException(String message) {
        super(message);
    }
}
