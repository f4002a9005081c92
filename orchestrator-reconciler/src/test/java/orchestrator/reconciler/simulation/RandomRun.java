package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/** One run of the random swarm: from its seed to what was wrong, if anything was. */
public final class RandomRun implements LongFunction<Optional<String>> {
    private static final int STRIKES = 12;
    /** An order that was taken while the store was there may still be carried out. */
    private static final Duration ORDERS_OUT = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(120);

    @Override
    public Optional<String> apply(long seed) {
        List<String> violations = new ArrayList<>();
        try (SimulatedCluster cluster = new SimulatedCluster(seed, 3 + (int) (seed % 3))) {
            watch(cluster, violations);
            try {
                run(cluster, seed, violations);
            } catch (AssertionError e) {
                violations.add("L1: " + e.getMessage());
            }
            cluster.log().violations().forEach(each -> violations.addFirst("S8: " + each));
            List<Integer> epochs = cluster.sight().epochsOfAssignments(cluster.ensemble());
            if (!epochs.equals(epochs.stream().sorted().toList())) {
                violations.addFirst("S1: epochs of assignments go back: " + epochs);
            }
        }
        return violations.stream().findFirst();
    }

    private static void watch(SimulatedCluster cluster, List<String> violations) {
        cluster.log().listen(entry -> {
            SimulatedMachine node = cluster.node(entry.node().value());
            if (entry.deed() == Deed.STOPPED && node.hasAgent()
                    && node.link().isCutFor(ORDERS_OUT)) {
                violations.add("S6: stopped in doubt: " + entry.at() + " " + entry);
            }
        });
    }

    private static void run(SimulatedCluster cluster, long seed, List<String> violations) {
        Mischief mischief = new Mischief(cluster, seed);
        mischief.start();
        for (int strike = 0; strike < STRIKES; strike++) {
            mischief.strike();
        }
        mischief.heal();

        cluster.await(mischief.wanted() + " ready instances and nothing else", BOUND,
                () -> cluster.sight().readyCount() == mischief.wanted()
                        && cluster.sight().containers().count() == mischief.wanted());
        cluster.awaitSettled();
        if (cluster.sight().listedBy("haproxy-1") != mischief.listed()
                || cluster.sight().listedBy("haproxy-2") != mischief.listed()) {
            violations.add("L1: a balancer does not list " + mischief.listed() + " servers");
        }
    }
}
