package orchestrator.core.model;

/** A place in a file: line and column from 1; {@code endColumn} is one past the last character. */
public record SourceMark(String file, int line, int column, int endColumn) {
    public static final SourceMark NONE = new SourceMark("", 1, 1, 1);

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
