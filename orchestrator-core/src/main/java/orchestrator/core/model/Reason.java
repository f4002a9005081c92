package orchestrator.core.model;

/** A code for programs and a sentence, lower case and without a full stop, for people. */
public record Reason(ReasonCode code, String text) {
    @Override
    public String toString() {
        return text;
    }
}
