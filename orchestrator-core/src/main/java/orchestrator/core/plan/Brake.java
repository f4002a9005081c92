package orchestrator.core.plan;

import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * The node-loss brake: when many nodes are silent at once, the network or the store is the likelier
 * cause, and moving everything would be the real outage.
 */
public final class Brake {
    static final int LEAST_NODES = 3;
    static final double SHARE = 0.3;

    private Brake() {}

    /** True when at least 3 nodes, and 30 % of all, are silent and still have instances assigned. */
    public static boolean isOn(ObservedState observed) {
        long silent = observed.nodes().stream().filter(Brake::isSilentWithWork).count();
        return silent >= Math.max(LEAST_NODES, SHARE * observed.nodes().size());
    }

    private static boolean isSilentWithWork(NodeObservation node) {
        return node.silentSince().isPresent() && !node.assignment().instances().isEmpty();
    }
}
