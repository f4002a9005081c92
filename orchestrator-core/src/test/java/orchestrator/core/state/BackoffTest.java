package orchestrator.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant ON_THE_SECOND = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void pauses_double_up_to_five_minutes() {
        Backoff backoff = Backoff.NONE;
        for (int seconds : new int[]{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            backoff = backoff.afterFailure(ON_THE_SECOND);
            assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void the_first_crash_is_mended_at_once_whenever_it_was() {
        Instant late = ON_THE_SECOND.plusMillis(999);
        assertThat(Backoff.NONE.afterCrash(late).nextAt()).isEqualTo(late);
    }

    @Test
    void those_who_fail_at_different_moments_wait_for_different_times() {
        Duration early = Backoff.NONE.afterFailure(ON_THE_SECOND.plusNanos(100_000)).pause();
        Duration late = Backoff.NONE.afterFailure(ON_THE_SECOND.plusNanos(999_000)).pause();
        assertThat(late).isGreaterThan(early).isLessThan(Duration.ofMillis(1250));
    }

    @Test
    void tells_when_the_last_failure_was() {
        Instant at = ON_THE_SECOND.plusNanos(123_456_000);
        assertThat(Backoff.NONE.afterFailure(at).afterFailure(at).failedAt()).isEqualTo(at);
    }
}
