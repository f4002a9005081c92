package orchestrator.reconciler.store;

import java.util.List;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredState;

/**
 * What people declared, as it stands in the store.
 *
 * @param desired    every project whose current revision this program understands; one that is
 *                   deleted is there with nothing to run
 * @param projects   every project whose current revision can be read, sorted by name
 * @param unreadable projects that are there and missing in {@code desired}: nothing of them may be
 *                   stopped
 */
public record Declared(DesiredState desired, List<CurrentProject> projects,
        List<ProjectName> unreadable) {
    public Declared {
        projects = List.copyOf(projects);
        unreadable = List.copyOf(unreadable);
    }

    /** A project and its current revision. */
    public record CurrentProject(ProjectRecord record, Revision revision) {}
}
