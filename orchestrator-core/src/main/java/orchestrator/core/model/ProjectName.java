package orchestrator.core.model;

/** What one file owns. */
public record ProjectName(String value) implements Name, Comparable<ProjectName> {
    public ProjectName {
        Name.checked("project", value);
    }

    @Override
    public int compareTo(ProjectName other) {
        return this == other ? 0 : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
