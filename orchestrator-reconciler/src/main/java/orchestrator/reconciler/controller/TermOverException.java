package orchestrator.reconciler.controller;

/** The epoch has been raised by another leader: nothing of this term can be written any more. */
public final class TermOverException extends RuntimeException {
    TermOverException(Throwable cause) {
        super("a later leader has begun", cause);
    }
}
