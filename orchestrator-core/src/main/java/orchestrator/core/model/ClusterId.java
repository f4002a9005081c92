package orchestrator.core.model;

/** Names one cluster for ever: a random UUID drawn when its first server started. */
public record ClusterId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
