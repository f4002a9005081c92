package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orchestrator.reconciler.store.Newest;
import org.junit.jupiter.api.Test;

/** What servers tell of the newest change without being asked. */
class NewestSemanticsTest extends EnsembleFixture {
    private static final Duration HEARTBEAT = SimulatedClusterStore.SESSION.dividedBy(3);

    /** One that has read the record at /a. */
    private StoreInTime reader(StoreInTime store) {
        commit(truth, create("/a", "one"));
        read(store, "/a");
        return store;
    }

    @Test
    void what_others_write_is_told_with_the_next_sign_of_life_and_not_before() {
        StoreInTime store = reader(client("one"));
        Newest before = store.newest();

        commit(truth, update("/a", "two", 0));

        assertThat(store.newest()).isEqualTo(before);
        pass(HEARTBEAT.toMillis());
        assertThat(store.newest()).isNotEqualTo(before);
    }

    @Test
    void a_server_that_lags_tells_of_it_later() {
        StoreInTime store = reader(clientAt("one", 0));
        Newest before = store.newest();
        ensemble.replica(0).lag(HEARTBEAT.multipliedBy(2));

        commit(truth, update("/a", "two", 0));

        pass(HEARTBEAT.toMillis());
        assertThat(store.newest()).isEqualTo(before);
        pass(HEARTBEAT.multipliedBy(2).toMillis());
        assertThat(store.newest()).isNotEqualTo(before);
    }

    @Test
    void nothing_is_asked_for_it() {
        StoreInTime store = reader(client("one"));
        pass(HEARTBEAT.multipliedBy(10).toMillis());
        long before = ensemble.nanos();

        store.newest();
        assertThat(ensemble.nanos()).as("a question takes time").isEqualTo(before);
        read(store, "/a");
        assertThat(ensemble.nanos()).isGreaterThan(before);
    }

    /** What a sign of life tells, the client forgets when it looks for another server. */
    @Test
    void a_client_that_goes_to_a_server_that_lags_is_not_told_the_same_as_before() {
        StoreInTime store = reader(clientAt("one", 1));
        ensemble.replica(0).lag(HEARTBEAT.multipliedBy(2));
        commit(truth, update("/a", "two", 0));
        pass(HEARTBEAT.toMillis());
        Newest before = store.newest();

        store.client().link().moveTo(ensemble.replica(0));
        pass(HEARTBEAT.multipliedBy(4).toMillis());

        assertThat(read(store, "/a")).isEqualTo("two");
        assertThat(store.newest().change()).isEqualTo(before.change());
        assertThat(store.newest()).isNotEqualTo(before);
    }
}
