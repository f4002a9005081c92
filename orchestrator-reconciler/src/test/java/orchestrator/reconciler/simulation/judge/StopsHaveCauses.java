package orchestrator.reconciler.simulation.judge;

import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/**
 * S7 and S11: a running container is stopped only for a tombstone, for a newer incarnation in its
 * place, for its own failed health or for its lease; and one that runs is not removed instead. So the start of an agent ends nothing.
 */
final class StopsHaveCauses implements Judge {
    private final Bench bench;
    /** What somebody paused: until when. */
    private final TreeMap<String, Instant> paused = new TreeMap<>();
    private final TreeSet<String> running = new TreeSet<>();

    StopsHaveCauses(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        String key = deed.node() + " " + deed.containerId();
        switch (deed.deed()) {
            case PAUSED -> paused.put(key, Instant.MAX);
            case UNPAUSED -> paused.put(key, deed.at());
            case EXITED -> running.remove(key);
            case STARTED -> running.add(key);
            case STOPPED -> judge(deed, key);
            case REMOVED -> {
                if (running.remove(key)) {
                    judge(deed, key);
                }
            }
            case CREATED, RENAMED -> {
            }
        }
    }

    /** By what was known when it was told to, which may be long ago where an engine is silent. */
    private void judge(ContainerLog.Entry deed, String key) {
        Instant told = bench.cluster().node(deed.node().value()).toldToStop(deed.containerId())
                .orElse(deed.at());
        boolean wasPaused = paused.getOrDefault(key, Instant.MIN)
                .isAfter(told.minus(Bench.LATELY));
        if (deed.isOurs() && !wasPaused && !isOver(deed.identity())
                && !bench.wasSick(placement(deed.identity()), told)
                && !isLeased(deed.identity())) {
            bench.violated("S7", deed + " without a cause: no tombstone, no successor, no failed "
                    + "check, no lease");
        }
    }

    private boolean isOver(ContainerIdentity identity) {
        return bench.ledger().everBuried(placement(identity)).isPresent()
                || bench.ledger().assignment(identity.node()).instances().stream()
                        .anyMatch(each -> each.id().equals(identity.instance())
                                && each.incarnation().compareTo(identity.incarnation()) > 0);
    }

    private boolean isLeased(ContainerIdentity identity) {
        return bench.ledger().everAssigned(placement(identity))
                .filter(AssignedInstance::isLeased).isPresent();
    }

    private static Ledger.Placement placement(ContainerIdentity identity) {
        return new Ledger.Placement(identity.node(), identity.instance(),
                identity.incarnation());
    }
}
