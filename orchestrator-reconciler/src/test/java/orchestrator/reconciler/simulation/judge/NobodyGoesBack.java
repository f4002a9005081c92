package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/** S5: no node acts on a generation lower than one it has acted on. */
final class NobodyGoesBack implements Judge {
    /** A call to an engine that began before the newer one came may end after it. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(60);

    private final Bench bench;
    private final TreeMap<NodeName, TreeMap<Instant, Long>> actedOn = new TreeMap<>();

    NobodyGoesBack(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        if (deed.deed() != Deed.CREATED || !deed.isOurs()) {
            return;
        }
        long generation = deed.identity().generation();
        TreeMap<Instant, Long> highest = actedOn.computeIfAbsent(deed.node(),
                _ -> new TreeMap<>());
        Map.Entry<Instant, Long> before = highest.floorEntry(deed.at().minus(UNDER_WAY));
        if (before != null && generation < before.getValue()) {
            bench.violated("S5", deed + " for generation " + generation
                    + ", after it had acted on " + before.getValue());
        }
        if (highest.isEmpty() || generation > highest.lastEntry().getValue()) {
            highest.put(deed.at(), generation);
        }
    }
}
