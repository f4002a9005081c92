package orchestrator.reconciler.store;

/** A decoded record and the version a write of it must name. */
public record Versioned<T>(T value, int version, long sequence) {
    /** Version of a value that stands for a record that is not there yet. */
    public static final int NO_RECORD = -1;

    /** False for a value that no record holds yet. */
    public boolean exists() {
        return version != NO_RECORD;
    }
}
