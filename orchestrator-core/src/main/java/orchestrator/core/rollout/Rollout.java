package orchestrator.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * All that is known of one project's rollout at one moment.
 *
 * @param current  the current revision
 * @param good     the revision that {@code record} calls good; empty when it names none, or when
 *                 that one cannot be read any more
 * @param observed the whole cluster
 * @param since    when whoever asks first saw the current revision, by the clock that also says
 *                 when {@code observed} was taken; another leader's clock says nothing here
 * @param plan     of the whole cluster, made from {@code observed}: what is left to do
 * @param nodes    those of {@code observed} that are told to run or to stop anything of the project
 */
public record Rollout(DesiredProject current, Optional<DesiredProject> good, RolloutRecord record,
        Instant since, ObservedState observed, Plan plan, List<NodeObservation> nodes) {
    public Rollout {
        nodes = List.copyOf(nodes);
    }

    /** With the nodes that it concerns, looked for among all. */
    public Rollout(DesiredProject current, Optional<DesiredProject> good, RolloutRecord record,
            Instant since, ObservedState observed, Plan plan) {
        this(current, good, record, since, observed, plan, observed.nodes().stream()
                .filter(node -> concerns(current.name(), node.assignment())).toList());
    }

    private static boolean concerns(ProjectName project, NodeAssignment assignment) {
        return assignment.instances().stream().anyMatch(it -> it.id().project().equals(project))
                || assignment.tombstones().stream()
                        .anyMatch(it -> it.id().project().equals(project));
    }

    /** True when there is a good revision that nobody can read: nothing can be gone back to. */
    boolean isGoodUnreadable() {
        return record.good() > 0 && good.isEmpty();
    }
}
