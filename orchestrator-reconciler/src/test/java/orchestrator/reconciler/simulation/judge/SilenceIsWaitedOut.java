package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * S12: nothing is moved off a silent node before the leader that moves it has missed the node for as
 * long as the service says, by its own clock: what a leader before it saw does not count.
 */
final class SilenceIsWaitedOut implements Judge {
    /** The shortest that the files of the swarm ask for, less what a quick clock makes of it. */
    private static final Duration LOST_AFTER = Duration.ofMillis(4_900);

    private final Bench bench;
    private final TreeMap<NodeName, Instant> silentSince = new TreeMap<>();
    private final TreeMap<NodeName, Instant> lastSilent = new TreeMap<>();
    private Instant termBegan = Instant.MIN;

    SilenceIsWaitedOut(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        boolean newTerm = committed.writes().stream().anyMatch(write -> write.path()
                .equals(Paths.EPOCH) && !(write instanceof StoreWrite.Check));
        if (newTerm) {
            termBegan = committed.at();
        }
        for (String name : bench.cluster().nodeNames()) {
            NodeName node = new NodeName(name);
            if (!bench.ledger().isPresent(node)) {
                silentSince.putIfAbsent(node, committed.at());
                lastSilent.put(node, committed.at());
            } else if (lastSilent.getOrDefault(node, Instant.MIN).plus(Ledger.NEWS)
                    .isBefore(committed.at())) {
                silentSince.remove(node);
            }
        }
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        for (Tombstone stone : after.tombstones()) {
            if (stone.reason().code() == ReasonCode.NODE_LOST
                    && before.find(stone.id(), stone.incarnation()).isPresent()) {
                judge(committed.at(), node, stone);
            }
        }
    }

    private void judge(Instant now, NodeName node, Tombstone stone) {
        Instant since = silentSince.getOrDefault(node, now);
        Instant missed = since.isAfter(termBegan) ? since : termBegan;
        if (missed.plus(LOST_AFTER).isAfter(now)) {
            bench.violated("S12", stone.id() + " was moved off " + node + " after "
                    + Duration.between(missed, now) + " of silence that this leader saw");
        }
    }
}
