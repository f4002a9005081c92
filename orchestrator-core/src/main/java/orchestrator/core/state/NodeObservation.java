package orchestrator.core.state;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

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

    /**
     * Why it is not known how things stand there: a record of the node cannot be read, which whoever
     * looks tells as {@link ReasonCode#STORE_IN_DOUBT} in {@link NodeStatus#trouble}. Nothing of
     * such a node may be stopped or moved.
     */
    public Optional<Reason> doubt() {
        return status.trouble().filter(each -> each.code() == ReasonCode.STORE_IN_DOUBT);
    }

    /** True when the agent is there and nobody wants the node emptied. */
    public boolean takesWork() {
        return silentSince.isEmpty() && intent.isEmpty();
    }
}
