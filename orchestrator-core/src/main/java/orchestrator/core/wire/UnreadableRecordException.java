package orchestrator.core.wire;

/**
 * A stored record that this program cannot read: cut off, edited, of another kind, or of a newer
 * format. What it says is in doubt, so nothing may be stopped because of it.
 */
public final class UnreadableRecordException extends RuntimeException {
    private final boolean newer;

    private UnreadableRecordException(String message, boolean newer, Throwable cause) {
        super(message, cause);
        this.newer = newer;
    }

    static UnreadableRecordException damaged(String what) {
        return new UnreadableRecordException("the record is damaged: " + what, false, null);
    }

    static UnreadableRecordException damaged(String what, Throwable cause) {
        return new UnreadableRecordException("the record is damaged: " + what, false, cause);
    }

    static UnreadableRecordException newer(int format, int known) {
        return new UnreadableRecordException("the record has format " + format
                + ", this program reads up to " + known + ": upgrade it", true, null);
    }

    /** The same, with the place of the record in front. */
    public UnreadableRecordException at(String path) {
        return new UnreadableRecordException(path + ": " + getMessage(), newer, this);
    }

    /** True when a newer program would read it. */
    public boolean isNewer() {
        return newer;
    }
}
