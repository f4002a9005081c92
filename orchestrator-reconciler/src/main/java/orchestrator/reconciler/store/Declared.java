package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.state.DesiredState;

/**
 * What people declared, as it stands in the store.
 *
 * @param desired    every project whose current revision this program understands, halted where a
 *                   person or a failure halts its rollout; one that is deleted is there with
 *                   nothing to run
 * @param projects   every project whose current revision can be read, sorted by name
 * @param unreadable projects that are there and missing in {@code desired}: nothing of them may be
 *                   stopped
 * @param rollouts   how the revisions of every project ended, sorted by name; {@link #rollout} says
 *                   what is missing
 */
public record Declared(DesiredState desired, List<CurrentProject> projects,
        List<ProjectName> unreadable, List<Versioned<RolloutRecord>> rollouts) {
    public Declared {
        projects = List.copyOf(projects);
        unreadable = List.copyOf(unreadable);
        rollouts = List.copyOf(rollouts);
    }

    /** Without a word on rollouts. */
    public Declared(DesiredState desired, List<CurrentProject> projects,
            List<ProjectName> unreadable) {
        this(desired, projects, unreadable, List.of());
    }

    /** A project and its current revision. */
    public record CurrentProject(ProjectRecord record, Revision revision) {}

    /**
     * What is remembered of a project's revisions: before the first record that there is nothing, at
     * {@link Versioned#NO_RECORD}; empty while the record cannot be read.
     */
    public Optional<Versioned<RolloutRecord>> rollout(ProjectName project) {
        int low = 0;
        int high = rollouts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = rollouts.get(middle).value().project().compareTo(project);
            if (order == 0) {
                return Optional.of(rollouts.get(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order > 0 ? middle - 1 : high;
        }
        return Optional.empty();
    }
}
