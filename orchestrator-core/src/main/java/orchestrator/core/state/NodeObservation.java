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
 * @param lease             what is seen of the node's lease; empty when it never held one
 * @param nodeVersion       version of the node's own record: another one after each time it came back
 * @param noted             what the leader has noted of it in its term
 * @param reported          false while its status is from before it came back, and so tells how things
 *                          stood then: nothing may be changed in the belief that they still do
 */
public record NodeObservation(NodeRecord node, Optional<Instant> silentSince,
        Optional<NodeIntent> intent, NodeAssignment assignment, int assignmentVersion,
        NodeStatus status, Optional<Lease> lease, int nodeVersion, Noted noted,
        boolean reported) {
    public static final int NO_RECORD = -1;

    /** A node that has reported since it came back. */
    public NodeObservation(NodeRecord node, Optional<Instant> silentSince,
            Optional<NodeIntent> intent, NodeAssignment assignment, int assignmentVersion,
            NodeStatus status, Optional<Lease> lease, int nodeVersion, Noted noted) {
        this(node, silentSince, intent, assignment, assignmentVersion, status, lease, nodeVersion,
                noted, true);
    }

    /** One of which the leader has noted nothing yet. */
    public NodeObservation(NodeRecord node, Optional<Instant> silentSince,
            Optional<NodeIntent> intent, NodeAssignment assignment, int assignmentVersion,
            NodeStatus status, Optional<Lease> lease, int nodeVersion) {
        this(node, silentSince, intent, assignment, assignmentVersion, status, lease, nodeVersion,
                Noted.NOTHING);
    }

    /** A node that has just joined, and never held a lease. */
    public NodeObservation(NodeRecord node, Optional<Instant> silentSince,
            Optional<NodeIntent> intent, NodeAssignment assignment, int assignmentVersion,
            NodeStatus status) {
        this(node, silentSince, intent, assignment, assignmentVersion, status, Optional.empty(),
                0);
    }

    /**
     * A node's lease.
     *
     * @param version of the record: a move that relies on {@code over} is void if it was renewed
     * @param over    true when the node must have ended all that it ran under the lease
     */
    public record Lease(int version, boolean over) {}

    /**
     * What no record tells: noted by the leader of the term, by its own clock.
     *
     * @param troubledSince since when all its reports have said that it takes no new work; empty when
     *                      the last one does not, and while the node is silent
     * @param emptied       when something was moved off it because it was lost
     */
    public record Noted(Optional<Instant> troubledSince, Optional<Emptied> emptied) {
        public static final Noted NOTHING = new Noted(Optional.empty(), Optional.empty());
    }

    /** When a turn at emptying a lost node began, and when something was last moved in it. */
    public record Emptied(Instant from, Instant last) {}

    /** The same node with that noted of it. */
    public NodeObservation withNoted(Noted newNoted) {
        return new NodeObservation(node, silentSince, intent, assignment, assignmentVersion,
                status, lease, nodeVersion, newNoted, reported);
    }

    /** The same node when it has not reported since it came back. */
    public NodeObservation unreported() {
        return new NodeObservation(node, silentSince, intent, assignment, assignmentVersion,
                status, lease, nodeVersion, noted, false);
    }

    /** The same node when a person wants that of it. */
    public NodeObservation withIntent(NodeIntent wanted) {
        return new NodeObservation(node, silentSince, Optional.of(wanted), assignment,
                assignmentVersion, status, lease, nodeVersion, noted, reported);
    }

    /** The same node when that is assigned to it and reported. */
    public NodeObservation with(NodeAssignment assigned, NodeStatus newStatus) {
        return new NodeObservation(node, silentSince, intent, assigned, assignmentVersion,
                newStatus, lease, nodeVersion, noted);
    }

    /**
     * True when a person vouches that the silent node is dead, and said so since it fell silent: the
     * word for an earlier silence says nothing about this one.
     */
    public boolean isConfirmedDead() {
        return silentSince.isPresent()
                && intent.flatMap(NodeIntent::deadAt).equals(Optional.of(nodeVersion));
    }

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

    /** {@code drained} when a person wants it emptied and nothing is there, else {@code draining}. */
    public String drainWord() {
        return isEmpty() ? "drained" : "draining";
    }

    /** True when nothing is assigned to it, and its agent reports nothing. */
    public boolean isEmpty() {
        return assignment.instances().isEmpty() && status.instances().isEmpty();
    }

    /** True when the agent is there and nobody wants the node emptied. */
    public boolean takesWork() {
        return silentSince.isEmpty() && intent.isEmpty();
    }
}
