package orchestrator.reconciler.store;

/**
 * Which record stands somewhere, without what it says.
 *
 * @param version  of the record, {@link Versioned#NO_RECORD} where there is none
 * @param sequence of its last change in the whole store, 0 where there is none
 */
public record Stamp(int version, long sequence) {
    /** Where nothing stands. */
    public static final Stamp NONE = new Stamp(Versioned.NO_RECORD, 0);

    /** False where nothing stands. */
    public boolean exists() {
        return version != Versioned.NO_RECORD;
    }
}
