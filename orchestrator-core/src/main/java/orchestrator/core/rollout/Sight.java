package orchestrator.core.rollout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.NodeObservation;

/**
 * What can be believed of a project: its incarnations on the nodes that are there and in no doubt.
 *
 * @param nodes of the whole cluster
 */
record Sight(ProjectName project, List<NodeObservation> nodes, Changes changes,
        Adjusted adjusted) {
    static Sight of(Rollout rollout) {
        List<NodeObservation> nodes = rollout.observed().nodes().stream()
                .filter(node -> node.silentSince().isEmpty() && node.doubt().isEmpty()).toList();
        Changes changes = Changes.of(rollout);
        return new Sight(rollout.current().name(), nodes, changes, Adjusted.of(rollout, changes));
    }

    /** Sorted by node, and on a node as assigned. */
    Stream<Seen> seen() {
        return nodes.stream().flatMap(this::on);
    }

    /** Those of which a row, or what their node says of images, may tell of a failure. */
    Stream<Seen> doubtful() {
        return nodes.stream().flatMap(
                node -> node.status().images().isEmpty() ? complaining(node) : on(node));
    }

    private Stream<Seen> complaining(NodeObservation node) {
        return node.status().instances().stream()
                .filter(row -> Failures.isFailed(row) || Adjusted.isFailed(row)
                        || ImageFailures.isRefusal(row.reason()))
                .filter(row -> row.id().project().equals(project))
                .flatMap(row -> node.assignment().find(row.id(), row.incarnation()).stream())
                .map(each -> new Seen(node, each));
    }

    private Stream<Seen> on(NodeObservation node) {
        return node.assignment().instances().stream()
                .filter(each -> each.id().project().equals(project))
                .map(each -> new Seen(node, each));
    }

    /** One incarnation. */
    record Seen(NodeObservation node, AssignedInstance assigned) {
        /** Empty when its agent has not spoken of it. */
        Optional<InstanceStatus> row() {
            return node.status().find(assigned.id(), assigned.incarnation());
        }

        /** True when others may rely on it: it has been ready for as long as its service asks. */
        boolean counts() {
            return node.reported() && row()
                    .filter(it -> it.phase() == Phase.READY && it.stable()).isPresent();
        }
    }
}
