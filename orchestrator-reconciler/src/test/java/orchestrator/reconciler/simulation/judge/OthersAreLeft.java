package orchestrator.reconciler.simulation.judge;

import orchestrator.reconciler.simulated.SimulatedDeed.Cause;
import orchestrator.reconciler.simulation.ContainerLog;

/** S11: what carries the labels of another cluster is never made, started, ended or removed by us. */
final class OthersAreLeft implements Judge {
    private final Bench bench;

    OthersAreLeft(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deedToOther(ContainerLog.Entry deed) {
        if (deed.isOurs() || deed.cause() == Cause.FENCER) {
            bench.violated("S11", deed + ", which is of " + deed.identity().cluster());
        }
    }
}
