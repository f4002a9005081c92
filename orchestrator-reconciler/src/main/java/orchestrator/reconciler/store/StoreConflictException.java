package orchestrator.reconciler.store;

/** A record was not as a write expected it: somebody else was there first. Nothing was written. */
public final class StoreConflictException extends RuntimeException {
    private final String path;

    public StoreConflictException(String path, String found) {
        super(path + " " + found);
        this.path = path;
    }

    /** The record that was not as expected. */
    public String path() {
        return path;
    }
}
