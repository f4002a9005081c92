package orchestrator.core.plan;

import java.util.Collection;
import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.NodeObservation;

/**
 * Whether an exclusive instance is known to run nowhere. There are three proofs: its node's agent
 * reports that it stopped, a person vouches that the silent node is dead, or the silent node's lease
 * is over, when the incarnation ran under one. Draining a silent node is none.
 */
final class Proof {
    private Proof() {}

    /**
     * Why it must not begin on another node yet. Looks at what was stopped anywhere and at what
     * stands on silent nodes, all of which are {@code restless}; an incarnation on a node that answers is the business of the caller.
     */
    static Optional<Reason> missing(Collection<NodeObservation> restless, Wanted wanted) {
        return wanted.service().exclusive() == Exclusive.NO
                ? Optional.empty()
                : restless.stream().flatMap(node -> missing(node, wanted.id()).stream())
                        .findFirst();
    }

    private static Optional<Reason> missing(NodeObservation node, InstanceId id) {
        Optional<Reason> ofStopped = node.assignment().tombstones().stream()
                .filter(stone -> stone.id().equals(id)).map(Tombstone::leased)
                .flatMap(leased -> missing(node, leased).stream()).findFirst();
        return ofStopped.isPresent() || node.silentSince().isEmpty()
                ? ofStopped
                : node.assignment().instances().stream()
                        .filter(each -> each.id().equals(id)).map(AssignedInstance::isLeased)
                        .flatMap(leased -> missing(node, leased).stream()).findFirst();
    }

    private static Optional<Reason> missing(NodeObservation node, boolean leased) {
        NodeName name = node.name();
        if (node.silentSince().isEmpty()) {
            return Optional.of(new Reason(ReasonCode.WAITS_FOR_PROOF,
                    "waits until " + name + " reports that it stopped there (exclusive)"));
        }
        boolean over = leased && node.lease().filter(NodeObservation.Lease::over).isPresent();
        if (over || node.isConfirmedDead()) {
            return Optional.empty();
        }
        return Optional.of(leased && node.lease().isPresent()
                ? new Reason(ReasonCode.WAITS_FOR_LEASE, name
                        + " is silent, and what it may still run there ends with its lease")
                : new Reason(ReasonCode.WAITS_FOR_PROOF, name
                        + " is silent, and nothing proves that it stopped there (exclusive); once "
                        + name + " is certainly off: orch node confirm-dead " + name));
    }
}
