package orchestrator.reconciler.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatesTest {
    private Instant now = Instant.EPOCH;
    private final Rates rates = new Rates(() -> now, 3, Duration.ofSeconds(2));

    private int taken(String who, int tries) {
        return (int) IntStream.range(0, tries).filter(_ -> rates.take(who)).count();
    }

    @Test
    void a_burst_is_let_through_and_then_one_at_a_time() {
        assertThat(taken("a", 10)).isEqualTo(3);
        now = now.plusSeconds(2);
        assertThat(taken("a", 10)).isEqualTo(1);
        now = now.plusSeconds(5);
        assertThat(taken("a", 10)).isEqualTo(2);
    }

    @Test
    void what_is_left_over_does_not_add_up_beyond_a_burst() {
        taken("a", 10);
        now = now.plusSeconds(1_000_000);
        assertThat(taken("a", 10)).isEqualTo(3);
    }

    @Test
    void nobody_uses_up_the_share_of_another() {
        taken("a", 10);
        assertThat(taken("b", 10)).isEqualTo(3);
    }

    @Test
    void the_memory_is_bounded_and_the_quiet_are_forgotten_first() {
        taken("a", 3);
        IntStream.range(0, 20_000).forEach(i -> {
            rates.take("x" + i);
            rates.take("a");
        });
        assertThat(taken("a", 1)).isZero();
    }
}
