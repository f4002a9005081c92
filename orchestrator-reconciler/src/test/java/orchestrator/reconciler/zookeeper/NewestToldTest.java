package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import orchestrator.reconciler.store.Newest;
import org.junit.jupiter.api.Test;

class NewestToldTest {
    private static final Duration FRESH = Duration.ofNanos(100);

    private final AtomicLong clock = new AtomicLong(1_000);
    private final NewestTold told = new NewestTold(clock::get);

    @Test
    void is_what_was_told_last_as_long_as_that_is_fresh() {
        int connection = told.connecting();
        told.told(connection, 7);
        told.told(connection, 8);

        clock.addAndGet(99);
        assertThat(told.within(FRESH)).contains(new Newest(connection, 8));
        clock.addAndGet(1);
        assertThat(told.within(FRESH)).isEmpty();
        told.told(connection, 8);
        assertThat(told.within(FRESH)).contains(new Newest(connection, 8));
    }

    @Test
    void nothing_is_known_before_a_server_has_told_anything_on_this_connection() {
        assertThat(told.within(FRESH)).isEmpty();
        told.told(told.connecting(), 7);

        told.connecting();

        assertThat(told.within(FRESH)).isEmpty();
    }

    /** A server that lags may tell of less than the one before it, and later of as much. */
    @Test
    void the_same_number_on_another_connection_is_another() {
        told.told(told.connecting(), 7);
        Newest before = told.within(FRESH).orElseThrow();

        told.told(told.connecting(), 7);

        assertThat(told.within(FRESH)).isPresent().isNotEqualTo(Optional.of(before));
    }

    @Test
    void what_an_earlier_connection_still_hears_is_passed_over() {
        int earlier = told.connecting();
        int connection = told.connecting();
        told.told(connection, 7);

        told.told(earlier, 9);

        assertThat(told.within(FRESH)).contains(new Newest(connection, 7));
    }
}
