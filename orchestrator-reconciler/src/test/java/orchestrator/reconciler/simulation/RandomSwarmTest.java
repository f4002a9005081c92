package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random faults on random clusters, each run given by its seed: nothing that must never happen
 * happens meanwhile, and once the faults are over the cluster comes to rest as it is declared. More
 * seeds are tried with {@code -Dorch.simulation.seeds=1000}.
 */
class RandomSwarmTest {
    private static final int SEEDS = Integer.getInteger("orch.simulation.seeds", 100);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_cluster_under_random_faults_stays_safe_and_converges_afterwards(long seed) {
        assertThat(new RandomRun().apply(seed)).isEmpty();
    }
}
