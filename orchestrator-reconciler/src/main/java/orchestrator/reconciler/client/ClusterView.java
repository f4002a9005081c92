package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * A whole cluster at one moment, for screens.
 *
 * @param desired  the current revisions, resolved; one that this program cannot read is missing
 * @param observed with {@code silentSince} taken from the leader's report
 * @param report   what the leader last said; empty before the first leader
 * @param leading  true while a leader has a session
 * @param rollouts how the revisions of each project ended, as the leader remembers it
 */
public record ClusterView(ClusterId cluster, Instant takenAt, DesiredState desired,
        ObservedState observed, List<CurrentProject> projects, Optional<LeaderReport> report,
        boolean leading, List<RolloutRecord> rollouts) {
    public ClusterView {
        rollouts = List.copyOf(rollouts);
    }

    /** A cluster in which no revision has been looked at yet. */
    public ClusterView(ClusterId cluster, Instant takenAt, DesiredState desired,
            ObservedState observed, List<CurrentProject> projects, Optional<LeaderReport> report,
            boolean leading) {
        this(cluster, takenAt, desired, observed, projects, report, leading, List.of());
    }

    /** What the leader remembers of the revisions of a project. */
    public RolloutRecord rollout(ProjectName project) {
        return rollouts.stream().filter(each -> each.project().equals(project)).findFirst()
                .orElseGet(() -> RolloutRecord.none(project));
    }

    /** A project and its current revision. */
    public record CurrentProject(ProjectRecord record, Revision revision) {}
}
