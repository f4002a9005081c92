package orchestrator.reconciler.simulation.judge;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.SimulatedCluster;

/** What all judges of one run share. */
final class Bench {
    private final SimulatedCluster cluster;
    private final Ledger ledger;
    private final List<Violation> violations = new ArrayList<>();

    Bench(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.ledger = new Ledger(cluster);
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    List<Violation> violations() {
        return violations;
    }

    void violated(String rule, String what) {
        violations.add(new Violation(rule, cluster.seed(), cluster.timeline().now(), what));
        cluster.timeline().stop();
    }
}
