package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import orchestrator.reconciler.simulation.ContainerLog.Deed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random faults on random clusters, each run given by its seed: nothing that must never happen
 * happens meanwhile, and once the faults are over the cluster comes to rest as it is declared. More
 * seeds are tried with {@code -Dorch.simulation.seeds=1000}.
 */
class RandomSwarmTest {
    private static final int SEEDS = Integer.getInteger("orch.simulation.seeds", 100);
    private static final int STRIKES = 12;
    /** An order that was taken while the store was there may still be carried out. */
    private static final Duration ORDERS_OUT = Duration.ofSeconds(2);
    private static final Duration BOUND = Duration.ofSeconds(120);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_cluster_under_random_faults_stays_safe_and_converges_afterwards(long seed) {
        try (SimulatedCluster cluster = new SimulatedCluster(seed, 3 + (int) (seed % 3))) {
            List<String> stopsInDoubt = new ArrayList<>();
            cluster.log().listen(entry -> {
                SimulatedMachine node = cluster.node(entry.node().value());
                if (entry.deed() == Deed.STOPPED && node.hasAgent()
                        && node.link().isCutFor(ORDERS_OUT)) {
                    stopsInDoubt.add(entry.at() + " " + entry);
                }
            });
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

            assertThat(cluster.sight().readyCount()).isEqualTo(mischief.wanted());
            assertThat(cluster.sight().listedBy("haproxy-1")).isEqualTo(mischief.listed());
            assertThat(cluster.sight().listedBy("haproxy-2")).isEqualTo(mischief.listed());
            assertThat(stopsInDoubt).isEmpty();
            assertThat(cluster.log().violations()).isEmpty();
            assertThat(cluster.sight().epochsOfAssignments(cluster.ensemble())).isSorted();
        }
    }
}
