package orchestrator.reconciler.simulation.judge;

import java.util.Optional;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.Committed;

/**
 * S4: a leader does not plan from a state older than its own writes. Seen from the log: what was
 * buried is never assigned again, and nothing leaves an assignment but into a tombstone.
 */
final class OwnWritesStand implements Judge {
    private final Bench bench;

    OwnWritesStand(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        for (AssignedInstance each : after.instances()) {
            Ledger.Placement here = new Ledger.Placement(node, each.id(), each.incarnation());
            boolean again = before.find(each.id(), each.incarnation()).isEmpty()
                    && bench.ledger().everAssigned(here).isPresent();
            if (again || bench.ledger().everBuried(here).isPresent()) {
                bench.violated("S4", here + " was over and is assigned again");
            }
        }
        for (AssignedInstance each : before.instances()) {
            boolean kept = after.find(each.id(), each.incarnation()).isPresent();
            boolean buried = after.tombstones().stream().anyMatch(stone -> stone.id()
                    .equals(each.id()) && stone.incarnation().equals(each.incarnation()));
            if (!kept && !buried) {
                bench.violated("S4", each.id() + " " + each.incarnation() + " left the assignment"
                        + " of " + node + " without a tombstone");
            }
        }
    }
}
