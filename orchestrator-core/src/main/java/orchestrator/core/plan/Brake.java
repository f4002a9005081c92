package orchestrator.core.plan;

import orchestrator.core.model.AssignedInstance;
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
    static boolean isOn(WantedInstances wanted, ObservedState observed) {
        long silent = observed.nodes().stream().filter(node -> node.silentSince().isPresent()
                && node.intent().isEmpty() && hasMovable(wanted, observed, node)).count();
        return silent >= Math.max(LEAST_NODES, SHARE * observed.nodes().size());
    }

    /** True when something that is assigned to it could run elsewhere. */
    static boolean hasMovable(WantedInstances wanted, ObservedState observed,
            NodeObservation node) {
        return node.assignment().instances().stream().map(AssignedInstance::id)
                .flatMap(id -> wanted.find(id).stream())
                .anyMatch(each -> !isTied(observed, each) && !needsTied(wanted, observed, each));
    }

    private static boolean isTied(ObservedState observed, Wanted wanted) {
        return wanted.pinned().isPresent() || Proof.missing(observed, wanted).isPresent()
                || wanted.service().container().staysWithData();
    }

    /** What waits for a tied instance on a silent node has no use for a move either. */
    private static boolean needsTied(WantedInstances wanted, ObservedState observed,
            Wanted user) {
        return user.service().after().stream()
                .flatMap(service -> wanted.meantBy(user, service).stream())
                .anyMatch(other -> isTied(observed, other) && isOnSilentNode(observed, other)
                        || needsTied(wanted, observed, other));
    }

    private static boolean isOnSilentNode(ObservedState observed, Wanted wanted) {
        return observed.nodes().stream().filter(node -> node.silentSince().isPresent())
                .flatMap(node -> node.assignment().instances().stream())
                .anyMatch(each -> each.id().equals(wanted.id()));
    }
}
