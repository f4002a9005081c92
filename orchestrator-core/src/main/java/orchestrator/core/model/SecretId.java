package orchestrator.core.model;

/**
 * Where a secret's value is kept. {@code scope} is a copy such as {@code lamp-3} for a value that
 * every copy has for itself, and {@link #SHARED} for one value in the whole project.
 */
public record SecretId(ProjectName project, String scope, SecretName name)
        implements
            Comparable<SecretId> {
    /** Never the name of a copy, which ends in a number. */
    public static final String SHARED = "shared";

    @Override
    public int compareTo(SecretId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return project + "/" + scope + "/" + name;
    }
}
