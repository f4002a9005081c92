package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;

/**
 * Who knows since when a node has been silent, and how long its lease stands already: the store only
 * knows what is now.
 */
public interface Silence {
    /**
     * Since when the node's agent has had no session, by the caller's clock. Asked in every
     * snapshot of each node that has none, and once when that changes.
     *
     * @param present true when its agent has a session now: the answer is then empty
     */
    Optional<Instant> since(NodeName node, boolean present);

    /** What the caller has seen of the lease of a silent node; empty when there is none. */
    Optional<NodeObservation.Lease> lease(NodeName node);

    /**
     * What the caller has noted of a node. Asked in every snapshot of each node that is silent or in
     * trouble, or of which something was noted in the last one.
     *
     * @param troubled true when its agent, which is there, says now that it takes no new work
     */
    default NodeObservation.Noted noted(NodeName node, boolean troubled) {
        return NodeObservation.Noted.NOTHING;
    }
}
