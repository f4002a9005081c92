package orchestrator.reconciler.logs;

/** The output of an instance could not be read; the message says why, for people. */
public final class LogsUnavailableException extends RuntimeException {
    public LogsUnavailableException(String message) {
        super(message);
    }

    public LogsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
