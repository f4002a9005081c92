package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.NodeName;

/** Who knows since when a node has been silent; the store only knows that it is. */
@FunctionalInterface
public interface Silence {
    /**
     * Since when the node's agent has had no session, by the caller's clock. Asked once for every
     * node in every snapshot.
     *
     * @param present true when its agent has a session now: the answer is then empty
     */
    Optional<Instant> since(NodeName node, boolean present);
}
