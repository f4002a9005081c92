package orchestrator.reconciler.simulation.judge;

import java.util.List;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** S1: after an epoch has begun nothing of an earlier one is committed, nor anything unfenced. */
final class EpochsNeverFall implements Judge {
    private static final List<String> LEADERS = List.of(Paths.ASSIGNMENTS + "/",
            Paths.ROLLOUTS + "/", Paths.SPECS + "/", Paths.REPORT, Paths.EVENTS);

    private final Bench bench;

    EpochsNeverFall(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        if (committed.process().startsWith("server") && after.epoch() != bench.ledger().epoch()) {
            bench.violated("S1", committed.process() + " wrote the assignment of " + node
                    + " in epoch " + after.epoch() + " while epoch " + bench.ledger().epoch()
                    + " had begun");
        }
    }

    @Override
    public void committed(Committed committed) {
        boolean ofLeader = committed.process().startsWith("server")
                && committed.writes().stream().anyMatch(EpochsNeverFall::isLeaders);
        boolean fenced = committed.writes().stream().anyMatch(
                write -> write instanceof StoreWrite.Check && write.path().equals(Paths.EPOCH));
        if (ofLeader && !fenced) {
            bench.violated("S1", committed.process() + " wrote without a check of the epoch: "
                    + committed.writes().stream().map(StoreWrite::path).toList());
        }
    }

    private static boolean isLeaders(StoreWrite write) {
        return !(write instanceof StoreWrite.Check)
                && LEADERS.stream().anyMatch(path -> write.path().startsWith(path));
    }
}
