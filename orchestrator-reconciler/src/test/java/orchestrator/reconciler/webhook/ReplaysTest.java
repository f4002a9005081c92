package orchestrator.reconciler.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private Instant now = Instant.EPOCH;
    private final Replays replays = new Replays(() -> now);

    @Test
    void a_thing_is_new_once_in_ten_minutes() {
        assertThat(replays.isNew("a")).isTrue();
        now = now.plusSeconds(599);
        assertThat(replays.isNew("a")).isFalse();
        assertThat(replays.isNew("b")).isTrue();
        now = now.plusSeconds(1);
        assertThat(replays.isNew("a")).isTrue();
        assertThat(replays.isNew("b")).isFalse();
    }

    @Test
    void of_too_many_the_oldest_are_forgotten() {
        for (int i = 0; i < 20_001; i++) {
            assertThat(replays.isNew("n" + i)).isTrue();
        }
        assertThat(replays.isNew("n20000")).isFalse();
        assertThat(replays.isNew("n1")).isFalse();
        assertThat(replays.isNew("n0")).isTrue();
    }

    @Test
    void what_is_taken_back_is_new_again() {
        replays.isNew("a");
        replays.forget("a");
        assertThat(replays.isNew("a")).isTrue();
    }
}
