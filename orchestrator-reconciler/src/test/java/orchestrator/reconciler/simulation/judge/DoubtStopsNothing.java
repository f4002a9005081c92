package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.SimulatedMachine;

/** S6: who is cut off from the store stops nothing but what a lease ends. */
final class DoubtStopsNothing implements Judge {
    /** An order that was taken while the store was there may still be carried out. */
    private static final Duration ORDERS_OUT = Duration.ofSeconds(2);

    private final Bench bench;

    DoubtStopsNothing(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        SimulatedMachine node = bench.cluster().node(deed.node().value());
        if (deed.deed() == Deed.STOPPED && deed.isOurs() && node.hasAgent()
                && node.link().isCutFor(ORDERS_OUT) && !isLeased(deed)) {
            bench.violated("S6", deed + " while its agent was cut off from the store");
        }
    }

    private boolean isLeased(ContainerLog.Entry deed) {
        return bench.ledger().everAssigned(new Ledger.Placement(deed.node(),
                deed.identity().instance(), deed.identity().incarnation()))
                .filter(each -> each.isLeased()).isPresent();
    }
}
