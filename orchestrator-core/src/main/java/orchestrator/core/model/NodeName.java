package orchestrator.core.model;

/** A machine that runs instances, as its agent calls it. */
public record NodeName(String value) implements Name, Comparable<NodeName> {
    public NodeName {
        Name.checked("node", value);
    }

    @Override
    public int compareTo(NodeName other) {
        return this == other ? 0 : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
