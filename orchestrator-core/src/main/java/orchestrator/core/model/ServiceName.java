package orchestrator.core.model;

/** A kind of thing that runs, such as {@code mysql}. */
public record ServiceName(String value) implements Name, Comparable<ServiceName> {
    public ServiceName {
        Name.checked("service", value);
        if (Name.endsInNumber(value)) {
            throw new IllegalArgumentException(
                    "a name may not end in a number after a dash: \"" + value + "\"");
        }
    }

    @Override
    public int compareTo(ServiceName other) {
        return this == other ? 0 : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
