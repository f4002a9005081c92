package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads come from one server, which may lag or be cut off. */
class ReadSemanticsTest extends EnsembleFixture {
    private static final Duration LAG = Duration.ofSeconds(3);

    @Test
    void reads_come_from_the_server_of_the_session() {
        commit(truth, create("/a", "old"));
        StoreInTime slow = clientAt("slow", 0);
        StoreInTime quick = clientAt("quick", 1);
        readPlainly(slow, "/a");
        ensemble.replica(0).lag(LAG);

        commit(truth, update("/a", "new", 0));

        assertThat(readPlainly(slow, "/a")).isEqualTo("old");
        assertThat(readPlainly(quick, "/a")).isEqualTo("new");
        pass(LAG.toMillis());
        assertThat(readPlainly(slow, "/a")).isEqualTo("new");
    }

    @Test
    void the_same_session_never_goes_back() {
        commit(truth, create("/a", "old"));
        StoreInTime store = clientAt("one", 1);
        ensemble.replica(0).lag(LAG);
        commit(truth, update("/a", "new", 0));
        assertThat(readPlainly(store, "/a")).isEqualTo("new");
        long session = store.session().id();

        store.client().link().moveTo(ensemble.replica(0));
        until(() -> store.session().isConnected());

        assertThat(store.session().id()).isEqualTo(session);
        assertThat(store.client().link().server())
                .isNotEqualTo(Optional.of(ensemble.replica(0)));
        assertThat(readPlainly(store, "/a")).isEqualTo("new");
    }

    @Test
    void a_new_session_may_go_back_unless_it_writes_first() {
        commit(truth, create("/a", "old"));
        ensemble.replica(0).lag(LAG);
        commit(truth, update("/a", "new", 0));

        StoreInTime plain = clientAt("plain", 0);
        assertThat(readPlainly(plain, "/a")).isEqualTo("old");

        StoreInTime careful = clientAt("careful", 0);
        assertThat(read(careful, "/a")).isEqualTo("new");
    }

    @Test
    void a_session_sees_its_own_writes_also_at_a_server_that_lags() {
        StoreInTime store = clientAt("one", 0);
        ensemble.replica(0).lag(Duration.ofSeconds(1));

        commit(store, create("/a", "mine"));

        assertThat(read(store, "/a")).isEqualTo("mine");
    }

    @Test
    void a_server_can_be_held_at_an_earlier_time() {
        commit(truth, create("/a", "1"));
        int then = ensemble.log().size();
        commit(truth, update("/a", "2", 0));
        ensemble.replica(0).holdAt(then);

        StoreInTime store = clientAt("one", 0);

        assertThat(readPlainly(store, "/a")).isEqualTo("1");
        ensemble.replica(0).lag(Duration.ZERO);
        assertThat(readPlainly(store, "/a")).isEqualTo("2");
    }

    @Test
    void a_cut_off_server_answers_up_to_the_sync_limit_while_the_leader_ends_the_session() {
        StoreInTime store = clientAt("one", 0);
        commit(store, ephemeral("/mine"));
        ensemble.replica(0).cut();
        ensemble.expire(store.session().id());

        assertThat(truth.read("/mine")).isEmpty();
        pass(1_700);
        assertThat(readPlainly(store, "/mine")).isEqualTo("");
        assertThat(store.session().isConnected()).isTrue();

        pass(400);
        assertThat(ensemble.replica(0).isServing()).isFalse();
        until(() -> store.session().isConnected());
        assertThat(readPlainly(store, "/mine")).isEqualTo("nothing");
    }

    @Test
    void writes_through_a_cut_off_server_are_not_made() {
        StoreInTime store = clientAt("one", 0);
        store.client().patience(Duration.ZERO);
        ensemble.replica(0).cut();

        assertThat(isUnanswered(() -> commit(store, create("/a", "mine")))).isTrue();

        pass(10_000);
        assertThat(truth.read("/a")).isEmpty();
    }

    @Test
    void watches_of_a_server_that_lags_tell_late_and_before_the_data() {
        StoreInTime store = clientAt("one", 0);
        commit(truth, create("/a", "old"));
        ensemble.replica(0).lag(LAG);
        List<String> seen = new ArrayList<>();
        store.watch("/a", seen::add);

        commit(truth, update("/a", "new", 0));
        pass(LAG.toMillis() - 100);
        assertThat(seen).isEmpty();
        assertThat(readPlainly(store, "/a")).isEqualTo("old");

        until(() -> readPlainly(store, "/a").equals("new"));
        assertThat(seen).containsExactly("/a");
    }

    @Test
    void a_session_may_come_to_a_server_that_lacks_what_it_has_not_seen() {
        commit(truth, create("/a", "old"));
        StoreInTime store = clientAt("one", 1);
        assertThat(readPlainly(store, "/a")).isEqualTo("old");
        commit(truth, update("/a", "new", 0));
        Replica behind = ensemble.observer(ensemble.log().size() - 1);
        List<String> hints = new ArrayList<>();
        store.watch("/a", hints::add);

        store.client().link().moveTo(behind);
        until(() -> store.session().isConnected());
        pass(100);
        hints.clear();
        assertThat(readPlainly(store, "/a")).isEqualTo("old");

        behind.lag(Duration.ZERO);
        pass(100);
        assertThat(hints).containsExactly("/a");
        assertThat(readPlainly(store, "/a")).isEqualTo("new");
    }

    @Test
    void a_session_is_not_taken_by_a_server_that_lacks_what_it_has_seen() {
        commit(truth, create("/a", "old"));
        StoreInTime store = clientAt("one", 1);
        Replica behind = ensemble.observer(ensemble.log().size());
        commit(truth, update("/a", "new", 0));
        assertThat(readPlainly(store, "/a")).isEqualTo("new");

        store.client().link().moveTo(behind);
        until(() -> store.session().isConnected());

        assertThat(store.client().link().server()).isNotEqualTo(Optional.of(behind));
    }

    @Test
    void a_newcomer_may_be_received_by_a_server_that_lags_and_others_never_find_it() {
        commit(truth, create("/a", "old"));
        Replica behind = ensemble.observer(ensemble.log().size());
        commit(truth, update("/a", "new", 0));
        List<StoreInTime> received = new ArrayList<>();

        ensemble.receiveAt(behind, () -> received.add(clientAt("newcomer", 0)));

        assertThat(readPlainly(received.getFirst(), "/a")).isEqualTo("old");
        assertThat(readPlainly(clientAt("other", 0), "/a")).isEqualTo("new");
    }
}
