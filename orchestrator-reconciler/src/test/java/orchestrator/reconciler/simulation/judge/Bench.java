package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.SimulatedCluster;

/** What all judges of one run share. */
final class Bench {
    /** What was wrong with an instance is known and acted on, and known to be over, by then. */
    static final Duration LATELY = Duration.ofSeconds(60);

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

    /** Its checks failed at that time or shortly before, as far as its node may believe. */
    boolean wasSick(Ledger.Placement placement, Instant at) {
        Instant since = cluster.node(placement.node().value()).knownSince(at, LATELY);
        return cluster.wasFailing(placement.instance(), since) || ledger.spec(placement)
                .filter(spec -> cluster.wasBroken(spec.image(), since)).isPresent();
    }

    List<Violation> violations() {
        return violations;
    }

    void violated(String rule, String what) {
        violations.add(new Violation(rule, cluster.seed(), cluster.timeline().now(), what));
        cluster.timeline().stop();
    }
}
