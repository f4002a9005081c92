package orchestrator.core.model;

/** A secret a service may use; its value never stands in a declaration. */
public record SecretName(String value) implements Name, Comparable<SecretName> {
    public SecretName {
        Name.checked("secret", value);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
