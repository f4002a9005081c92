package orchestrator.reconciler.simulation.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.SimulatedCluster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can happen to a repository and its followers, by chance and by the dozen. */
class GitStormTest {
    private static final int STRIKES = 40;
    private static final Duration UNTIL_STARTED_AGAIN = Duration.ofSeconds(4);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatever_happens_git_is_followed_honestly_and_in_the_end_exactly(long seed) {
        try (SimulatedCluster cluster = new SimulatedCluster(seed, 2)) {
            Random random = new Random(seed);
            GitStrikes strikes = new GitStrikes(cluster, random);
            List<String> happened = new ArrayList<>();
            for (int i = 0; i < STRIKES; i++) {
                happened.add(strikes.strike());
                cluster.pass(Duration.ofMillis(random.nextInt(6000)));
                if (random.nextInt(8) == 0 && cluster.leader().isPresent()) {
                    String dead = cluster.killLeader();
                    cluster.timeline().after(UNTIL_STARTED_AGAIN,
                            () -> cluster.startServer(dead));
                    happened.add("leader killed");
                }
            }
            strikes.heal();
            cluster.awaitSettled();
            assertThat(strikes.violations()).as("%s", happened).isEmpty();
            assertThat(strikes.wrongAtRest()).as("%s", happened).isEmpty();
        }
    }
}
