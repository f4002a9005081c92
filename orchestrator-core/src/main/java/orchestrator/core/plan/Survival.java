package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * Whether all that runs would still find room if any one node were lost, each on its own. It asks
 * the scheduler what the leader would ask it, without following whole plans: all nodes together cost
 * about as much as placing everything once.
 *
 * @param losses one per node that takes work, sorted by node
 */
public record Survival(List<Loss> losses) {
    public Survival {
        losses = List.copyOf(losses);
    }

    /**
     * The loss of one node for long.
     *
     * @param holds what of its instances would not run anywhere, and why, sorted by instance; those
     *              that belong to the node itself are not missed and not among them
     */
    public record Loss(NodeName node, List<Hold> holds) {
        public Loss {
            holds = List.copyOf(holds);
        }

        /** Those that no other node can take. */
        public List<Hold> withoutPlace() {
            return of(ReasonCode.NO_NODE_FITS);
        }

        /** Those that wait until the node is back, for their data is on it. */
        public List<Hold> waitForData() {
            return of(ReasonCode.WAITS_FOR_DATA);
        }

        /** Those that wait until it is certain that they ended there. */
        public List<Hold> waitForProof() {
            return of(ReasonCode.WAITS_FOR_PROOF);
        }

        /** Those that wait for one that does not run, whatever keeps that one. */
        public List<Hold> waitForOthers() {
            return of(ReasonCode.WAITS_FOR_READY);
        }

        private List<Hold> of(ReasonCode code) {
            return holds.stream().filter(hold -> hold.reason().code() == code).toList();
        }
    }

    /** The survival of what runs in {@code observed}, best the state after a {@link Forecast}. */
    public static Survival of(DesiredState desired, ObservedState observed) {
        Standing standing = Standing.of(desired, observed);
        return new Survival(observed.nodes().stream().filter(NodeObservation::takesWork)
                .map(node -> new Loss(node.name(), LostNode.holds(standing, node))).toList());
    }

    /** True when no loss of one node leaves anything without a place. */
    public boolean isSafe() {
        return losses.stream().allMatch(loss -> loss.withoutPlace().isEmpty());
    }
}
