package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** S20: nobody is said to be silent since before the ensemble ended its session. */
final class AgesAreTrue implements Judge {
    /** The pauses between a read and the clock that is asked about it. */
    private static final Duration BLUR = Duration.ofSeconds(1);
    /** A leader may not know that a node was back: 15 s for a lost hint, 30 s a server may lag. */
    private static final Duration RESYNC = Duration.ofSeconds(45);

    private final Bench bench;
    private final TreeMap<NodeName, Instant> lastSeen = new TreeMap<>();
    private final TreeMap<NodeName, Instant> lastBack = new TreeMap<>();

    AgesAreTrue(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        for (StoreWrite write : committed.writes()) {
            if (write.path().startsWith(Paths.PRESENCE + "/")
                    && write instanceof StoreWrite.Delete) {
                left(Ledger.node(write.path()), committed.at());
            } else if (write.path().startsWith(Paths.PRESENCE + "/")
                    && write instanceof StoreWrite.Create) {
                lastBack.put(Ledger.node(write.path()), committed.at());
            } else if (write.path().equals(Paths.REPORT)) {
                Ledger.data(write).ifPresent(data -> judge(committed,
                        bench.cluster().decoded(LeaderReport.class, data)));
            }
        }
    }

    /** One that was back so shortly that its leader may never have seen it did not interrupt. */
    private void left(NodeName node, Instant at) {
        if (!at.minus(RESYNC).isBefore(lastBack.getOrDefault(node, Instant.MIN))) {
            lastSeen.put(node, at);
        }
    }

    private void judge(Committed committed, LeaderReport report) {
        report.silentNodes().forEach((node, since) -> {
            Instant truly = bench.cluster().timeline().clockOf(committed.process(),
                    lastSeen.getOrDefault(node, Instant.MIN));
            boolean mayNotKnow = lastBack.getOrDefault(node, Instant.MIN)
                    .isAfter(committed.at().minus(RESYNC));
            if (since.isBefore(truly.minus(BLUR)) && !mayNotKnow) {
                bench.violated("S20", report.leader() + " says that " + node
                        + " is silent since " + since + ", which was there until " + truly);
            }
        });
    }
}
