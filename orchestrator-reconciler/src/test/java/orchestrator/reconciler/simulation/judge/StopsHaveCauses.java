package orchestrator.reconciler.simulation.judge;

import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/**
 * S7 and S11: a running container is stopped only for a tombstone, for a newer incarnation in its
 * place, for its own failed health or for its lease; and one that neither ended nor is over is not
 * removed. So the start of an agent ends nothing.
 */
final class StopsHaveCauses implements Judge {
    private final Bench bench;
    private final TreeSet<String> disturbed = new TreeSet<>();
    private final TreeSet<String> ended = new TreeSet<>();

    StopsHaveCauses(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        String key = deed.node() + " " + deed.containerId();
        switch (deed.deed()) {
            case PAUSED -> disturbed.add(key);
            case EXITED -> ended.add(key);
            case STARTED -> ended.remove(key);
            case STOPPED -> judge(deed, disturbed.contains(key));
            case REMOVED -> judgeRemoval(deed, key);
            case CREATED, UNPAUSED, RENAMED -> {
            }
        }
    }

    private void judgeRemoval(ContainerLog.Entry deed, String key) {
        boolean neverRan = !ended.contains(key);
        if (deed.isOurs() && neverRan && !isOver(deed.identity())) {
            judge(deed, true);
        }
        ended.remove(key);
    }

    private void judge(ContainerLog.Entry deed, boolean excused) {
        if (deed.isOurs() && !excused && !isOver(deed.identity()) && !isSick(deed)
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

    private boolean isSick(ContainerLog.Entry deed) {
        return bench.cluster().wasEverFailing(deed.identity().instance())
                || bench.ledger().spec(placement(deed.identity()))
                        .filter(spec -> bench.cluster().wasEverBroken(spec.image())).isPresent();
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
