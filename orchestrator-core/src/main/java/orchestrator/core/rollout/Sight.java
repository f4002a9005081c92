package orchestrator.core.rollout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.state.NodeObservation;

/**
 * What can be believed of a project: its incarnations on the nodes that are there and in no doubt.
 *
 * @param nodes of the whole cluster
 * @param seen  sorted by node, and on a node as assigned
 */
record Sight(List<NodeObservation> nodes, List<Seen> seen, Changes changes,
        Adjusted adjusted) {
    static Sight of(Rollout rollout) {
        List<NodeObservation> nodes = rollout.observed().nodes().stream()
                .filter(node -> node.silentSince().isEmpty() && node.doubt().isEmpty()).toList();
        List<Seen> seen = nodes.stream().flatMap(node -> on(node, rollout)).toList();
        Changes changes = Changes.of(rollout);
        return new Sight(nodes, seen, changes, Adjusted.of(rollout, changes));
    }

    private static Stream<Seen> on(NodeObservation node, Rollout rollout) {
        return node.assignment().instances().stream()
                .filter(each -> each.id().project().equals(rollout.current().name()))
                .map(each -> new Seen(node, each, rollout.current().service(each.id().service()),
                        node.status().find(each.id(), each.incarnation())));
    }

    /**
     * One incarnation.
     *
     * @param service empty when the current revision has no such service
     * @param row     empty when its agent has not spoken of it
     */
    record Seen(NodeObservation node, AssignedInstance assigned, Optional<ServiceSpec> service,
            Optional<InstanceStatus> row) {
        /** True when others may rely on it: it has been ready for as long as its service asks. */
        boolean counts() {
            return row.filter(it -> it.phase() == Phase.READY && it.stable()).isPresent();
        }
    }
}
