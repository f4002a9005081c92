package orchestrator.reconciler.store;

/** A record or a commit above the limit; nothing was sent. */
public final class RecordTooLargeException extends RuntimeException {
    public RecordTooLargeException(String path, long bytes, long limit) {
        super(path + " would be " + bytes + " bytes, the limit is " + limit);
    }
}
