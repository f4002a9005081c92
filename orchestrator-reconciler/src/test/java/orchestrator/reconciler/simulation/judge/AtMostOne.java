package orchestrator.reconciler.simulation.judge;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/** S9: no two containers of an exclusive instance run at one time, anywhere. */
final class AtMostOne implements Judge {
    private final Bench bench;

    AtMostOne(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        if (deed.deed() != Deed.STARTED || !isExclusive(deed)) {
            return;
        }
        long running = bench.cluster().sight().containers()
                .filter(each -> each.container().identity().instance()
                        .equals(deed.identity().instance()))
                .count();
        if (running > 1) {
            bench.violated("S9", deed + " while another container of it runs");
        }
    }

    private boolean isExclusive(ContainerLog.Entry deed) {
        return bench.ledger().everAssigned(new Ledger.Placement(deed.node(),
                deed.identity().instance(), deed.identity().incarnation()))
                .map(AssignedInstance::upkeep)
                .filter(upkeep -> upkeep.exclusive() != Exclusive.NO).isPresent();
    }
}
