package orchestrator.reconciler.runtime;

/** The fencer cannot be started or told something; the message says why. */
public final class FencerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FencerException(String message, Throwable cause) {
        super(message, cause);
    }
}
