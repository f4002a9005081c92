package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.Fates;
import orchestrator.reconciler.simulation.Fates.OfCommit;
import orchestrator.reconciler.store.ClusterStore.Session.State;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a write whose answer does not come, and in what order things arrive. */
class OutcomeSemanticsTest extends EnsembleFixture {
    @Test
    void a_request_that_never_arrives_is_not_made() {
        StoreInTime store = impatient("one");
        nextCommit(OfCommit.REQUEST_LOST);

        assertThat(isUnanswered(() -> commit(store, create("/a", "")))).isTrue();

        pass(20_000);
        assertThat(truth.read("/a")).isEmpty();
    }

    @Test
    void a_refusal_that_nobody_hears_of_is_one_still() {
        commit(truth, create("/a", "old"));
        StoreInTime store = impatient("one");
        nextCommit(OfCommit.REFUSED_UNHEARD);

        assertThat(isUnanswered(() -> commit(store, update("/a", "mine", 0)))).isTrue();

        pass(20_000);
        assertThat(read(truth, "/a")).isEqualTo("old");
        assertThat(truth.read("/a").orElseThrow().version()).isEqualTo(1);
        assertThat(ensemble.log().getLast().process()).isEqualTo(Committed.RIVAL);
    }

    @Test
    void a_write_whose_answer_is_lost_is_made() {
        StoreInTime store = impatient("one");
        nextCommit(OfCommit.REPLY_LOST);

        assertThat(isUnanswered(() -> commit(store, create("/a", "")))).isTrue();

        assertThat(truth.read("/a")).isPresent();
    }

    @Test
    void a_write_in_flight_is_made_after_its_caller_heard_of_the_loss() {
        StoreInTime store = impatient("one");
        nextCommit(OfCommit.IN_FLIGHT);

        assertThat(isUnanswered(() -> commit(store, create("/a", "")))).isTrue();
        assertThat(truth.read("/a")).isEmpty();
        store.client().link().mute();

        until(() -> truth.read("/a").isPresent());
    }

    @Test
    void a_write_in_flight_is_dropped_when_its_session_has_moved_on() {
        StoreInTime store = impatient("one");
        nextCommit(OfCommit.IN_FLIGHT);
        isUnanswered(() -> commit(store, create("/a", "")));

        store.client().link().moveTo(ensemble.replica(1));

        pass(20_000);
        assertThat(truth.read("/a")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = OfCommit.class, names = "REFUSED_UNHEARD", mode = EnumSource.Mode.EXCLUDE)
    void the_same_write_sent_again_is_made_once_and_known_to_be(OfCommit fate) {
        commit(truth, create("/a", "old"));
        StoreInTime store = client("one");
        nextCommit(fate);

        commit(store, update("/a", "mine", 0));

        pass(20_000);
        assertThat(read(truth, "/a")).isEqualTo("mine");
        assertThat(truth.read("/a").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void the_same_write_sent_again_is_known_to_be_refused() {
        commit(truth, create("/a", "old"));
        StoreInTime store = client("one");
        nextCommit(OfCommit.REFUSED_UNHEARD);

        assertThatThrownBy(() -> commit(store, update("/a", "mine", 0)))
                .isInstanceOf(StoreConflictException.class);
    }

    @Test
    void a_loss_is_a_loss_of_the_connection() {
        StoreInTime store = client("one");
        List<State> seen = new ArrayList<>();
        store.onSession(session -> seen.add(session.state()));
        nextCommit(OfCommit.REPLY_LOST);

        commit(store, create("/a", ""));
        pass(1);

        assertThat(seen).containsExactly(State.SUSPENDED, State.CONNECTED);
    }

    @Test
    void requests_of_a_session_arrive_in_the_order_they_were_sent() {
        StoreInTime store = client("one");
        commit(store, create("/a", ""));
        int before = ensemble.log().size();
        for (int i = 0; i < 20; i++) {
            String path = "/a/" + (char) ('a' + i);
            timeline.run(() -> store.client().process().beside(Duration.ZERO,
                    () -> store.client().commit(List.of(create(path, "")))));
        }
        List<String> sent = new ArrayList<>();
        timeline.fates(new Fates() {
            @Override
            public OfCommit commit(Call call, List<StoreWrite> writes) {
                sent.add(writes.getFirst().path());
                return OfCommit.ANSWERED;
            }
        });

        pass(1_000);

        assertThat(sent).hasSize(20).isSorted();
        assertThat(ensemble.log().subList(before, before + 20))
                .extracting(each -> each.writes().getFirst().path()).isSorted();
    }

    @Test
    void a_read_sent_after_a_write_of_its_session_sees_it_whoever_sent_that() {
        StoreInTime store = client("one");
        store.read("/a");
        List<String> seen = new ArrayList<>();
        store.client().process().beside(Duration.ZERO,
                () -> store.client().commit(List.of(new Check("/", 0), update("/a", "new", 0))));
        store.client().process().beside(Duration.ZERO,
                () -> seen.add(read(store.client(), "/a")));
        commit(truth, create("/a", "old"));

        pass(1_000);

        assertThat(seen).containsExactly("new");
    }

    @Test
    void a_watch_tells_before_the_data_that_it_tells_of_is_read() {
        StoreInTime store = client("one");
        commit(store, create("/a", "old"));
        List<String> order = new ArrayList<>();
        store.watch("/a", path -> order.add("hint"));
        store.client().process().work(() -> {
            while (!read(store.client(), "/a").equals("new")) {
                timeline.pause(Duration.ofNanos(50_000));
            }
            order.add("data");
        });
        timeline.after(Duration.ofMillis(5),
                () -> commit(truth, update("/a", "new", 0)));

        pass(1_000);

        assertThat(order).containsExactly("hint", "data");
    }

    @Test
    void a_process_that_is_killed_at_a_commit_never_goes_on() {
        StoreInTime store = client("one");
        List<String> reached = new ArrayList<>();
        timeline.fates(new Fates() {
            @Override
            public void done(Call call) {
                store.client().process().kill();
            }
        });
        store.client().process().work(() -> {
            store.client().commit(List.of(create("/a", "")));
            reached.add("the end");
        });

        pass(20_000);

        assertThat(truth.read("/a")).isPresent();
        assertThat(reached).isEmpty();
    }
}
