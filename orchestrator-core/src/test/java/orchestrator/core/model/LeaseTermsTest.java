package orchestrator.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTermsTest {
    @Test
    void a_node_is_done_before_a_leader_may_act_whatever_is_delayed_and_however_clocks_run() {
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            double sent = random.nextDouble() * 1000;
            double seen = sent + Math.pow(random.nextDouble(), 8) * 100;
            double slowest = 1 - LeaseTerms.DRIFT;
            double nodeEnds = sent + seconds(LeaseTerms.held()) / rate(random, slowest);
            double leaderActs = seen + seconds(LeaseTerms.over()) / rate(random, slowest);

            assertThat(nodeEnds - seconds(LeaseTerms.KILL_BEFORE)).isLessThan(leaderActs - 1);
        }
    }

    @Test
    void the_numbers_are_those_the_manual_names() {
        assertThat(LeaseTerms.held()).isEqualTo(Duration.ofMillis(19_800));
        assertThat(LeaseTerms.over()).isEqualTo(Duration.ofMillis(20_200));
        assertThat(LeaseTerms.deadline(Duration.ofSeconds(100)))
                .isEqualTo(Duration.ofMillis(119_800));
        assertThat(LeaseTerms.grace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(LeaseTerms.toleratedOutage()).isEqualTo(Duration.ofMillis(12_800));
    }

    private static double rate(Random random, double slowest) {
        return slowest + random.nextDouble() * 2 * LeaseTerms.DRIFT;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
