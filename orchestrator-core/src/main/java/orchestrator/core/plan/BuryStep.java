package orchestrator.core.plan;

import orchestrator.core.model.Tombstone;
import orchestrator.core.state.NodeObservation;

/** Step 2: tombstones go once the agent has seen them and no longer reports the container. */
final class BuryStep {
    private BuryStep() {}

    static void run(PlanDraft draft) {
        for (NodeObservation node : draft.restless) {
            boolean seen = node.silentSince().isEmpty() && node.doubt().isEmpty()
                    && node.status().generation() >= node.assignment().generation();
            for (Tombstone stone : node.assignment().tombstones()) {
                if (seen && node.status().find(stone.id(), stone.incarnation()).isEmpty()) {
                    draft.bury(node, stone.id(), stone.incarnation());
                }
            }
        }
    }
}
