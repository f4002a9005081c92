package orchestrator.core.state;

import java.util.List;

/** All projects at their current revision, sorted by name. */
public record DesiredState(List<DesiredProject> projects) {
    public static final DesiredState NOTHING = new DesiredState(List.of());

    public DesiredState {
        projects = List.copyOf(projects);
    }
}
