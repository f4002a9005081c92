package orchestrator.reconciler.agent;

import java.util.Optional;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeStatus;

/** What one look at the store gave. */
sealed interface StoreLook {
    /** An assignment that may be acted on, already on the disk of this node. */
    record Seen(Held claim, NodeAssignment assignment, Knowledge knowledge) implements StoreLook {}

    /**
     * Nothing that may be acted on, and why.
     *
     * @param claimed present while the node is ours all the same, so that it can say so
     */
    record Doubt(String text, Optional<Held> claimed) implements StoreLook {}

    /** Not known yet to be ours: the store was never asked, or another agent has the node so far. */
    record Waiting(String text) implements StoreLook {}

    /** The node is another agent's by now. */
    record Taken() implements StoreLook {}

    /**
     * The node is ours.
     *
     * @param session     in which it is
     * @param nodeVersion version of the node's record meanwhile
     * @param report      what the agent before this one reported last
     */
    record Held(long session, int nodeVersion, Optional<NodeStatus> report) {}

    /** Present while the node is ours. */
    default Optional<Held> held() {
        return switch (this) {
            case Seen(Held claim, NodeAssignment _, Knowledge _) -> Optional.of(claim);
            case Doubt(String _, Optional<Held> claimed) -> claimed;
            case Waiting(String _),Taken() -> Optional.empty();
        };
    }
}
