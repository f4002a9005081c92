package orchestrator.core.model;

/** A group of services that belong together, such as {@code lamp}. */
public record StackName(String value) implements Name, Comparable<StackName> {
    public StackName {
        Name.checked("stack", value);
        if (Name.endsInNumber(value)) {
            throw new IllegalArgumentException(
                    "a name may not end in a number after a dash: \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(StackName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
