package orchestrator.core.plan;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Ordered;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * The node-loss brake: when many nodes are silent at once, the network or the store is the likelier
 * cause, and moving everything would be the real outage. Only nodes from which something could be
 * moved count: one that died long ago and merely keeps its data is no news. A person who drains a
 * silent node has said that it is lost, so it does not count either.
 */
final class Brake {
    static final int LEAST_NODES = 3;
    static final double SHARE = 0.3;

    private Brake() {}

    /** True when at least 3 nodes, and 30 % of all, are silent with something that could move. */
    static boolean isOn(ClusterIndex index) {
        ObservedState observed = index.observed();
        long silent = index.restless().stream().filter(node -> node.silentSince().isPresent()
                && node.intent().isEmpty() && hasMovable(index, node)).count();
        return silent >= Math.max(LEAST_NODES, SHARE * observed.nodes().size());
    }

    /** True when something that is assigned to it could run elsewhere. */
    private static boolean hasMovable(ClusterIndex index, NodeObservation node) {
        return node.assignment().instances().stream().map(AssignedInstance::id)
                .flatMap(id -> index.wanted().find(id).stream())
                .anyMatch(each -> !isTied(index, each) && !needsTied(index, each));
    }

    private static boolean isTied(ClusterIndex index, Wanted wanted) {
        return wanted.pinned().isPresent() || wanted.service().container().staysWithData()
                || Proof.missing(index.restless(), wanted).isPresent();
    }

    /** What waits for a tied instance on a silent node has no use for a move either. */
    private static boolean needsTied(ClusterIndex index, Wanted user) {
        return user.service().after().stream()
                .flatMap(service -> index.wanted().meantBy(user, service).stream())
                .anyMatch(other -> isTied(index, other) && isOnSilentNode(index, other)
                        || needsTied(index, other));
    }

    private static boolean isOnSilentNode(ClusterIndex index, Wanted wanted) {
        return index.restless().stream().filter(node -> node.silentSince().isPresent())
                .anyMatch(node -> Ordered.find(node.assignment().instances(),
                        each -> each.id().compareTo(wanted.id())).isPresent());
    }
}
