package orchestrator.reconciler.simulation.judge;

import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** S10: what is said of a node is said by its agent, and of nothing that was never there. */
final class OneWriterEach implements Judge {
    private final Bench bench;

    OneWriterEach(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            if (write.path().startsWith(Paths.STATUS + "/")) {
                Ledger.data(write).ifPresent(data -> judge(committed, Ledger.node(write.path()),
                        bench.cluster().decoded(NodeStatus.class, data)));
            }
        }
    }

    private void judge(Committed committed, NodeName node, NodeStatus status) {
        if (!committed.process().startsWith(node + "-") || !status.node().equals(node)) {
            bench.violated("S10", committed.process() + " wrote the status of " + node);
        }
        for (InstanceStatus row : status.instances()) {
            Ledger.Placement here = new Ledger.Placement(node, row.id(), row.incarnation());
            if (bench.ledger().everAssigned(here).isEmpty()
                    && bench.ledger().everBuried(here).isEmpty()) {
                bench.violated("S10", node + " tells of " + here + ", which it was never given");
            }
        }
    }
}
