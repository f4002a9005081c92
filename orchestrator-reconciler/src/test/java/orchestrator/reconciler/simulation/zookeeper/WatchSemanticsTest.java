package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.zookeeper.OneShot.Event;
import orchestrator.reconciler.simulation.zookeeper.OneShot.Kind;
import orchestrator.reconciler.store.StoreWrite.Delete;
import org.junit.jupiter.api.Test;

/** What watches tell, and what they miss. */
class WatchSemanticsTest extends EnsembleFixture {
    private final StoreInTime store = client("one");
    private final List<String> seen = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void a_lasting_watch_tells_of_every_change_at_and_below_its_path_in_order() {
        store.watch("/a", seen::add);

        commit(truth, create("/a", ""), create("/a/b", ""), create("/ab", ""));
        commit(truth, update("/a/b", "new", 0), new Delete("/a/b", 1));
        pass(10);

        assertThat(seen).containsExactly("/a", "/a/b", "/a/b", "/a/b");
    }

    @Test
    void a_watch_that_ends_with_its_first_event_tells_of_a_burst_once() {
        commit(truth, create("/a", ""));
        store.client().watches().addOnce(Kind.DATA, "/a", events::add);

        commit(truth, update("/a", "1", 0));
        commit(truth, update("/a", "2", 1));
        commit(truth, update("/a", "3", 2));
        pass(10);

        assertThat(events).containsExactly(Event.CHANGED);
    }

    @Test
    void nothing_is_told_while_disconnected_and_all_may_have_changed_afterwards() {
        commit(truth, create("/a", ""));
        store.watch("/a", seen::add);
        store.client().link().cut();
        pass(10);

        commit(truth, update("/a", "1", 0), create("/a/b", ""));
        pass(1_000);
        assertThat(seen).isEmpty();
        store.client().link().heal();
        until(() -> store.session().isConnected());
        pass(10);

        assertThat(seen).containsExactly("/a");
    }

    @Test
    void a_change_while_away_is_found_by_its_zxid() {
        commit(truth, create("/a", ""), create("/b", ""), create("/c", ""));
        store.read("/a");
        store.client().watches().addOnce(Kind.DATA, "/a", events::add);
        store.client().watches().addOnce(Kind.CHILDREN, "/b", events::add);
        store.client().watches().addOnce(Kind.DATA, "/c", events::add);
        awayDuring(() -> commit(truth, update("/a", "new", 0), create("/b/x", "")));

        assertThat(events).containsExactly(Event.CHANGED, Event.CHILDREN_CHANGED);
        commit(truth, update("/c", "new", 0));
        pass(10);
        assertThat(events).hasSize(3);
    }

    @Test
    void what_came_and_went_while_away_is_missed() {
        store.read("/a");
        store.client().watches().addOnce(Kind.EXISTS, "/a", events::add);
        awayDuring(() -> {
            commit(truth, create("/a", ""));
            commit(truth, new Delete("/a", 0));
        });

        assertThat(events).isEmpty();
        commit(truth, create("/a", ""));
        pass(10);
        assertThat(events).containsExactly(Event.CREATED);
    }

    @Test
    void the_end_of_a_session_is_told_as_deletes() {
        StoreInTime other = client("other");
        commit(other, ephemeral("/a"));
        store.watch("/a", seen::add);

        ensemble.expire(other.session().id());
        pass(10);

        assertThat(seen).containsExactly("/a");
    }

    @Test
    void a_hint_can_be_lost_alone() {
        store.watch("/", seen::add);
        timeline.fates(new Fates() {
            @Override
            public boolean isLost(Call hint) {
                return hint.what().equals("/a");
            }
        });

        commit(truth, create("/a", ""), create("/b", ""));
        pass(10);

        assertThat(seen).containsExactly("/b");
    }

    @Test
    void watches_are_set_on_the_session_after_a_lost_one() {
        store.watch("/a", seen::add);
        store.client().link().cut();
        pass(20_000);
        store.client().link().heal();
        until(() -> store.session().isConnected());
        pass(10);
        seen.clear();

        commit(truth, create("/a", ""));
        pass(10);

        assertThat(seen).containsExactly("/a");
    }

    private void awayDuring(Runnable deed) {
        store.client().link().cut();
        pass(10);
        deed.run();
        store.client().link().heal();
        until(() -> store.session().isConnected());
        pass(10);
    }
}
