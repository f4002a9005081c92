package orchestrator.reconciler.simulation.judge;

import java.util.HashSet;
import java.util.Set;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.simulation.Committed;

/** S14: no node is assigned more than its record offers, nor one port twice. */
final class NodesHoldWhatTheyOffer implements Judge {
    private final Bench bench;

    NodesHoldWhatTheyOffer(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        bench.ledger().record(node).ifPresent(record -> judge(record, after));
    }

    private void judge(NodeRecord record, NodeAssignment assignment) {
        Resources taken = Resources.NONE;
        Set<Integer> ports = new HashSet<>();
        Set<Integer> published = new HashSet<>();
        for (AssignedInstance each : assignment.instances()) {
            taken = taken.plus(each.reserved());
            boolean fits = each.hostPorts().values().stream()
                    .allMatch(port -> ports.add(port) && port >= record.firstPort()
                            && port <= record.lastPort());
            if (!fits || !each.published().stream().allMatch(published::add)) {
                bench.violated("S14", each.id() + " gets a port of " + record.name()
                        + " that is not free");
            }
        }
        if (taken.milliCpu() > record.capacity().milliCpu()
                || taken.memoryBytes() > record.capacity().memoryBytes()) {
            bench.violated("S14", record.name() + " is given more than it has");
        }
    }
}
