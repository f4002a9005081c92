package orchestrator.core.model;

/** The name of a git commit: 40 lower-case hexadecimal digits, or 64 in a SHA-256 repository. */
public record CommitId(String value) implements Comparable<CommitId> {
    private static final int SHORT = 7;

    public CommitId {
        boolean hexadecimal = value.chars()
                .allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        if (!hexadecimal || value.length() != 40 && value.length() != 64) {
            throw new IllegalArgumentException("not a commit: \"" + value + "\"");
        }
    }

    /** As people write it: the first seven digits. */
    public String brief() {
        return value.substring(0, SHORT);
    }

    @Override
    public int compareTo(CommitId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
