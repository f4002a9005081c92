package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import orchestrator.reconciler.simulation.SimulatedMachine;

/**
 * S6: who is cut off from the store tells nothing to stop but what a lease ends. An engine may do what
 * it was told before only after it.
 */
final class DoubtStopsNothing implements Judge {
    /** What was decided while the store was there may still be ordered. */
    private static final Duration ORDERS_OUT = Duration.ofSeconds(2);

    private final Bench bench;

    DoubtStopsNothing(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        SimulatedMachine node = bench.cluster().node(deed.node().value());
        if (deed.deed() == Deed.STOPPED && deed.isOurs() && node.hasAgent()
                && wasCut(deed, node) && !isLeased(deed)) {
            bench.violated("S6", deed + " while its agent was cut off from the store");
        }
    }

    private static boolean wasCut(ContainerLog.Entry deed, SimulatedMachine node) {
        Instant told = node.toldToStop(deed.containerId()).orElse(deed.at());
        return node.link().isCutFor(Duration.between(told, deed.at()).plus(ORDERS_OUT));
    }

    private boolean isLeased(ContainerLog.Entry deed) {
        return bench.ledger().everAssigned(new Ledger.Placement(deed.node(),
                deed.identity().instance(), deed.identity().incarnation()))
                .filter(each -> each.isLeased()).isPresent();
    }
}
