package orchestrator.core.model;

/** A code for programs and a sentence, lower case and without a full stop, for people. */
public record Reason(ReasonCode code, String text) {
    /** Written out as in {@link Arrangement#equals}. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Reason that
                && code == that.code && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
