package orchestrator.reconciler.store;

/** A record, a commit or a list of records above the limit; nothing was sent. */
public final class RecordTooLargeException extends RuntimeException {
    public RecordTooLargeException(String path, long bytes, long limit) {
        this(path + " would be " + bytes + " bytes, the limit is " + limit);
    }

    RecordTooLargeException(String message) {
        super(message);
    }
}
