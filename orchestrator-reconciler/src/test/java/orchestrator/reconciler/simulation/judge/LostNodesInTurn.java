package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * S12: lost nodes are emptied one after the other, one node's worth in ten seconds, or a tenth of all
 * where that is more. What ran under a lease has ended anyway, and a person's word needs no turn. A
 * leader knows only of its own term.
 */
final class LostNodesInTurn implements Judge {
    /** Ten seconds by a clock that is as quick as one may be. */
    private static final Duration TURN = Duration.ofMillis(9_850);
    private static final int SHARE = 10;

    private final Bench bench;
    private final TreeMap<NodeName, Instant> emptied = new TreeMap<>();

    LostNodesInTurn(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        boolean newTerm = committed.writes().stream().anyMatch(write -> write.path()
                .equals(Paths.EPOCH) && !(write instanceof StoreWrite.Check));
        if (newTerm) {
            emptied.clear();
        }
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        boolean moves = after.tombstones().stream().anyMatch(stone -> isMoved(stone, before));
        if (moves && !bench.ledger().mayHaveIntent(node, committed.at())) {
            judge(committed.at(), node);
            emptied.put(node, committed.at());
        }
    }

    private static boolean isMoved(Tombstone stone, NodeAssignment before) {
        return stone.reason().code() == ReasonCode.NODE_LOST && before
                .find(stone.id(), stone.incarnation())
                .filter(each -> !each.isLeased()).map(AssignedInstance::id).isPresent();
    }

    private void judge(Instant now, NodeName node) {
        emptied.values().removeIf(last -> !last.plus(TURN).isAfter(now));
        int atOnce = Math.max(1, bench.cluster().nodeNames().size() / SHARE);
        if (!emptied.containsKey(node) && emptied.size() >= atOnce) {
            bench.violated("S12", node + " is emptied right after " + emptied);
        }
    }
}
