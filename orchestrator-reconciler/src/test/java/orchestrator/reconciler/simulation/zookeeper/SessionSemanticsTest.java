package orchestrator.reconciler.simulation.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore.Session.State;
import org.junit.jupiter.api.Test;

/** When sessions end, and who learns of it when. */
class SessionSemanticsTest extends EnsembleFixture {
    private static final long SESSION = SimulatedClusterStore.SESSION.toMillis();

    @Test
    void a_silent_session_ends_by_the_clock_of_the_leader_rounded_up_to_a_tick() {
        StoreInTime store = client("one");
        commit(store, ephemeral("/mine"));
        pass(1_234);
        Instant last = timeline.now();
        store.client().process().kill();

        until(() -> truth.read("/mine").isEmpty());

        Duration silent = Duration.between(last, timeline.now());
        assertThat(silent).isBetween(Duration.ofMillis(SESSION * 2 / 3),
                Duration.ofMillis(SESSION).plus(SimulatedEnsemble.TICK));
        assertThat(Duration.between(SimulatedTimeline.START, timeline.now()).toMillis()
                % SimulatedEnsemble.TICK.toMillis()).isZero();
    }

    @Test
    void a_session_whose_heartbeats_arrive_never_ends() {
        StoreInTime store = client("one");
        commit(store, ephemeral("/mine"));

        pass(600_000);

        assertThat(truth.read("/mine")).isPresent();
        assertThat(store.session().isConnected()).isTrue();
    }

    @Test
    void all_sessions_begin_anew_when_another_server_leads() {
        StoreInTime store = clientAt("one", 0);
        commit(store, ephemeral("/mine"));
        store.client().process().kill();
        pass(3_500);
        Instant failover = timeline.now();
        ensemble.leader().orElseThrow().kill();
        until(ensemble::works);

        until(() -> truth.read("/mine").isEmpty());

        assertThat(Duration.between(failover, timeline.now()))
                .isGreaterThan(Duration.ofMillis(SESSION));
    }

    @Test
    void a_client_learns_that_its_session_ended_only_when_it_is_back() {
        StoreInTime store = client("one");
        List<State> seen = new ArrayList<>();
        store.onSession(session -> seen.add(session.state()));
        long before = store.session().id();
        store.client().link().cut();
        pass(10);
        ensemble.expire(before);

        pass(3_000);
        assertThat(seen).containsExactly(State.SUSPENDED);
        store.client().link().heal();
        until(() -> store.session().isConnected());
        pass(1);

        assertThat(seen).containsExactly(State.SUSPENDED, State.LOST, State.CONNECTED);
        assertThat(store.session().id()).isNotEqualTo(before);
    }

    @Test
    void a_client_that_is_cut_off_for_a_session_gives_it_up_by_itself() {
        StoreInTime store = client("one");
        long before = store.session().id();
        store.client().link().cut();

        pass(SESSION - 100);
        assertThat(store.session().state()).isEqualTo(State.SUSPENDED);
        pass(200);
        assertThat(store.session().state()).isEqualTo(State.LOST);
        store.client().link().heal();
        until(() -> store.session().isConnected());
        assertThat(store.session().id()).isNotEqualTo(before);
    }

    @Test
    void a_short_cut_keeps_the_session() {
        StoreInTime store = client("one");
        commit(store, ephemeral("/mine"));
        long before = store.session().id();
        store.client().link().cut();
        pass(2_000);
        store.client().link().heal();
        until(() -> store.session().isConnected());

        assertThat(store.session().id()).isEqualTo(before);
        pass(20_000);
        assertThat(truth.read("/mine")).isPresent();
    }

    @Test
    void silence_is_noticed_after_two_thirds_of_a_session() {
        StoreInTime store = client("one");
        store.client().link().mute();

        pass(SESSION / 3 - 10);
        assertThat(store.session().isConnected()).isTrue();
        pass(SESSION / 3 + 20);
        assertThat(store.session().state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void a_frozen_client_goes_on_as_if_nothing_were_until_it_hears_of_its_end() {
        StoreInTime store = client("one");
        commit(store, ephemeral("/mine"));
        List<String> seen = new ArrayList<>();
        store.onSession(session -> seen.add(session.state().name()));
        store.client().process().freeze();
        until(() -> truth.read("/mine").isEmpty());
        assertThat(store.session().isConnected()).isTrue();

        store.client().process().thaw();
        until(() -> seen.contains("CONNECTED"));

        assertThat(seen).containsExactly("SUSPENDED", "LOST", "CONNECTED");
    }

    @Test
    void what_hangs_on_a_session_goes_in_one_transaction() {
        StoreInTime store = client("one");
        commit(store, ephemeral("/a"), ephemeral("/b"), create("/c", ""));
        int before = ensemble.log().size();

        ensemble.expire(store.session().id());

        assertThat(ensemble.log()).hasSize(before + 1);
        assertThat(ensemble.log().getLast().writes()).hasSize(2);
        assertThat(ensemble.log().getLast().session()).isZero();
        assertThat(truth.children("/")).containsExactly("c");
    }

    @Test
    void a_new_leader_is_found_while_which_nobody_answers_a_write() {
        StoreInTime store = client("one");
        Instant killed = timeline.now();
        ensemble.leader().orElseThrow().kill();

        assertThat(ensemble.works()).isFalse();
        commit(store, create("/a", ""));

        assertThat(Duration.between(killed, timeline.now()))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
        assertThat(truth.read("/a")).isPresent();
    }

    @Test
    void a_frozen_or_cut_off_leader_is_replaced_after_the_sync_limit() {
        Replica old = ensemble.leader().orElseThrow();
        old.cut();
        pass(1_700);
        assertThat(ensemble.leader()).contains(old);

        until(ensemble::works);
        assertThat(ensemble.leader()).isPresent().get().isNotEqualTo(old);
        old.heal();
        pass(500);
        assertThat(old.isServing()).isTrue();

        Replica next = ensemble.leader().orElseThrow();
        next.freeze();
        pass(3_500);
        assertThat(ensemble.leader()).isPresent().get().isNotEqualTo(next);
        next.thaw();
        pass(500);
        assertThat(next.isServing()).isTrue();
    }

    @Test
    void without_a_majority_nobody_serves_and_with_one_nothing_is_lost() {
        StoreInTime store = client("one");
        commit(store, create("/a", ""));
        ensemble.replica(0).kill();
        ensemble.replica(2).kill();
        pass(1_000);
        assertThat(ensemble.works()).isFalse();
        assertThat(store.session().isConnected()).isFalse();
        assertThat(isUnanswered(() -> store.read("/a"))).isTrue();

        ensemble.replica(0).start();
        until(ensemble::works);

        assertThat(store.read("/a")).isPresent();
    }
}
