package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * A whole cluster at one moment, for screens.
 *
 * @param desired  the current revisions, resolved; one that this program cannot read is missing
 * @param observed with {@code silentSince} taken from the leader's report
 * @param report   what the leader last said; empty before the first leader
 * @param leading  true while a leader has a session
 */
public record ClusterView(ClusterId cluster, Instant takenAt, DesiredState desired,
        ObservedState observed, List<CurrentProject> projects, Optional<LeaderReport> report,
        boolean leading) {
    /** A project and its current revision. */
    public record CurrentProject(ProjectRecord record, Revision revision) {}
}
