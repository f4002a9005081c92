package orchestrator.core.state;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;

/**
 * One node as the store shows it.
 *
 * @param silentSince       since when its agent has had no session, by the planner's clock; empty
 *                          while it has one
 * @param intent            present while a person wants the node emptied
 * @param assignmentVersion version of the assignment's record, {@link #NO_RECORD} before the first
 */
public record NodeObservation(NodeRecord node, Optional<Instant> silentSince,
        Optional<NodeIntent> intent, NodeAssignment assignment, int assignmentVersion,
        NodeStatus status) {
    public static final int NO_RECORD = -1;

    public NodeName name() {
        return node.name();
    }

    /** True when the agent is there and nobody wants the node emptied. */
    public boolean takesWork() {
        return silentSince.isEmpty() && intent.isEmpty();
    }
}
