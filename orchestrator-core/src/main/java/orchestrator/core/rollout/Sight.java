package orchestrator.core.rollout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.NodeObservation;

/**
 * What can be believed of a project: its incarnations on the nodes that are there and in no doubt.
 *
 * @param all of the whole cluster, whatever is believed of them
 * @param its those that are told to run or to stop anything of the project
 */
record Sight(ProjectName project, List<NodeObservation> all, List<NodeObservation> its,
        Changes changes, Adjusted adjusted) {
    static Sight of(Rollout rollout) {
        List<NodeObservation> its = rollout.nodes().stream().filter(Sight::isBelieved).toList();
        Changes changes = Changes.of(rollout);
        return new Sight(rollout.current().name(), rollout.observed().nodes(), its, changes,
                Adjusted.of(rollout, changes));
    }

    private static boolean isBelieved(NodeObservation node) {
        return node.silentSince().isEmpty() && node.doubt().isEmpty();
    }

    /** Of the whole cluster. */
    Stream<NodeObservation> nodes() {
        return all.stream().filter(Sight::isBelieved);
    }

    /** Sorted by node, and on a node as assigned. */
    Stream<Seen> seen() {
        return its.stream().flatMap(this::on);
    }

    /** Those of which a row, or what their node says of images, may tell of a failure. */
    Stream<Seen> doubtful() {
        return its.stream().flatMap(
                node -> node.status().images().isEmpty() ? complaining(node) : on(node));
    }

    private Stream<Seen> complaining(NodeObservation node) {
        return Ordered.all(node.status().instances(), row -> row.id().project().compareTo(project))
                .stream()
                .filter(row -> Failures.isFailed(row) || Adjusted.isFailed(row)
                        || ImageFailures.isRefusal(row.reason()))
                .flatMap(row -> node.assignment().find(row.id(), row.incarnation()).stream())
                .map(each -> new Seen(node, each));
    }

    private Stream<Seen> on(NodeObservation node) {
        return Ordered.all(node.assignment().instances(),
                each -> each.id().project().compareTo(project)).stream()
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
