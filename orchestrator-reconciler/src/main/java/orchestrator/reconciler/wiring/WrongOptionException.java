package orchestrator.reconciler.wiring;

/** An option does not fit, alone or to what is there; nothing was changed. */
public final class WrongOptionException extends RuntimeException {
    public WrongOptionException(String message) {
        super(message);
    }
}
