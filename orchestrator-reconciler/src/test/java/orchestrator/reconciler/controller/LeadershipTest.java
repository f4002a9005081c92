package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadershipTest {
    private final SimulatedTimeline timeline = new SimulatedTimeline(1);
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore firstStore = connect();
    private final InMemoryClusterStore secondStore = connect();
    private final Map<String, ServerMemory> memories = new TreeMap<>();

    LeadershipTest() {
        new ClusterBootstrap(new ClusterRecords(firstStore), () -> Sample.CLUSTER).open();
    }

    @Test
    void the_first_server_leads_with_epoch_one() {
        Leadership first = start("one", firstStore);
        pass();

        assertThat(first.term()).contains(new LeaderTerm(1, 0, ServerMemory.Seen.NONE));
    }

    @Test
    void a_second_server_is_a_standby_and_writes_nothing() {
        start("one", firstStore);
        pass();
        int commits = ensemble.log().size();
        Leadership second = start("two", secondStore);
        pass();

        assertThat(second.term()).isEmpty();
        assertThat(ensemble.log()).hasSize(commits);
    }

    @Test
    void a_standby_takes_over_with_a_higher_epoch_when_the_session_of_the_leader_ends() {
        Leadership first = start("one", firstStore);
        Leadership second = start("two", secondStore);
        pass();
        firstStore.expire();
        pass();

        assertThat(first.term()).isEmpty();
        assertThat(second.term()).contains(new LeaderTerm(2, 1, ServerMemory.Seen.NONE));
    }

    @Test
    void a_short_cut_keeps_the_term() {
        Leadership first = start("one", firstStore);
        pass();
        Optional<LeaderTerm> before = first.term();
        firstStore.suspend();
        pass();
        firstStore.reconnect();
        pass();

        assertThat(first.term()).isPresent().isEqualTo(before);
    }

    @Test
    void a_leader_that_was_replaced_while_cut_off_finds_out_when_it_is_back() {
        Leadership first = start("one", firstStore);
        Leadership second = start("two", secondStore);
        pass();
        firstStore.expireUnnoticed();
        pass();
        firstStore.reconnect();
        pass();

        assertThat(first.term()).isEmpty();
        assertThat(second.term()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(NextCommit.class)
    void whatever_becomes_of_the_commit_that_raises_the_epoch_one_term_begins(NextCommit fate) {
        seedLeaderRecordOf("one");
        firstStore.setNextCommit(fate);
        Leadership first = start("one", firstStore);
        pass();
        firstStore.landInFlight();
        pass();

        int epoch = firstStore.read(Paths.EPOCH).orElseThrow().version();
        assertThat(first.term()).contains(LeaderTerm.ofVersion(epoch, ServerMemory.Seen.NONE));
        assertThat(epoch).isZero();
    }

    @ParameterizedTest
    @EnumSource(NextCommit.class)
    void whatever_becomes_of_the_leader_record_a_term_begins(NextCommit fate) {
        firstStore.setNextCommit(fate);
        Leadership first = start("one", firstStore);
        pass();
        firstStore.landInFlight();
        pass();

        assertThat(first.term()).isPresent();
    }

    @Test
    void an_epoch_raised_behind_its_back_ends_the_term() {
        Leadership first = start("one", firstStore);
        pass();
        secondStore.commit(List.of(new StoreWrite.Update(Paths.EPOCH, new byte[0], 0)));
        timeline.advance(Duration.ofMillis(1));

        assertThat(first.term())
                .isNotEqualTo(Optional.of(new LeaderTerm(1, 0, ServerMemory.Seen.NONE)));
    }

    @Test
    void no_term_begins_in_a_store_in_which_the_events_have_not_come_exactly_so_far() {
        secondStore.commit(List.of(new StoreWrite.Create(Paths.EVENTS, new byte[0], false)));
        AtomicBoolean isTold = new AtomicBoolean();
        firstStore.onRead(path -> {
            if (path.equals(Paths.EPOCH) && !isTold.getAndSet(true)) {
                secondStore.commit(List.of(new StoreWrite.Update(Paths.EVENTS, new byte[0], 0)));
            }
        });
        Leadership first = start("one", firstStore);
        pass();

        assertThat(isTold).isTrue();
        assertThat(first.term()).contains(new LeaderTerm(1, 0, 1));
    }

    @Test
    void an_empty_store_has_no_leader() {
        Leadership first = start("one", firstStore);
        pass();
        ensemble.restore(Map.of());
        int commits = ensemble.log().size();
        pass();

        assertThat(first.term()).isEmpty();
        assertThat(ensemble.log()).hasSize(commits);
    }

    @Test
    void a_store_of_another_cluster_is_neither_led_nor_written() {
        InMemoryClusterStore store = connect();
        Leadership stranger = new Leadership(timeline, store, new ClusterGuard(
                new ClusterRecords(store), new ClusterId("another"),
                new ServerMemory(SimulatedDisk.healthy())), candidate("three"));
        stranger.start(() -> {});
        int commits = ensemble.log().size();
        pass();

        assertThat(stranger.term()).isEmpty();
        assertThat(ensemble.log()).hasSize(commits);
    }

    @Test
    void a_store_that_went_back_in_time_is_not_led_by_who_has_seen_a_later_epoch() {
        Leadership first = start("one", firstStore);
        pass();
        Map<String, StoredRecord> old = ensemble.backup();
        firstStore.expire();
        firstStore.reconnect();
        pass();
        assertThat(first.term()).contains(new LeaderTerm(2, 1, ServerMemory.Seen.NONE));
        ensemble.restore(old);
        pass();

        assertThat(first.term()).isEmpty();
    }

    @Test
    void a_server_that_starts_again_knows_how_far_the_store_was() {
        start("one", firstStore);
        pass();
        Map<String, StoredRecord> old = new TreeMap<>(ensemble.backup());
        old.remove(Paths.LEADER);
        firstStore.expire();
        firstStore.reconnect();
        pass();
        firstStore.close();
        ensemble.restore(old);
        Leadership again = start("one", connect());
        pass();
        assertThat(again.term()).isEmpty();
        Leadership unknowing = start("a server without memory", connect());
        pass();
        assertThat(unknowing.term()).isPresent();
    }

    @Test
    void a_standby_that_hears_of_nothing_finds_out_at_its_next_tick() {
        start("one", firstStore);
        Leadership second = start("two", secondStore);
        timeline.advance(Duration.ofMinutes(2));
        secondStore.setDropHints(true);
        firstStore.expire();
        timeline.advance(Duration.ofSeconds(2));

        assertThat(second.term()).contains(new LeaderTerm(2, 1, ServerMemory.Seen.NONE));
    }

    @Test
    void where_nothing_is_written_nothing_is_asked() {
        start("one", firstStore);
        timeline.advance(Duration.ofMinutes(2));
        AtomicInteger questions = new AtomicInteger();
        firstStore.goBy(counting(questions));
        timeline.advance(Duration.ofMinutes(1));

        assertThat(questions).hasValue(0);
        firstStore.setDropHints(true);
        new InMemoryClusterStore(ensemble, timeline::run).expire();
        timeline.advance(Duration.ofSeconds(2));
        assertThat(questions).hasPositiveValue();
    }

    private static InMemoryClusterStore.Way counting(AtomicInteger questions) {
        return new InMemoryClusterStore.Way() {
            @Override
            public void there() {
                questions.incrementAndGet();
            }
        };
    }

    private InMemoryClusterStore connect() {
        return new InMemoryClusterStore(ensemble, timeline::run);
    }

    private Leadership start(String server, InMemoryClusterStore store) {
        Leadership leadership = new Leadership(timeline, store,
                new ClusterGuard(new ClusterRecords(store), Sample.CLUSTER, memories
                        .computeIfAbsent(server, _ -> new ServerMemory(SimulatedDisk.healthy()))),
                candidate(server));
        leadership.start(() -> {});
        return leadership;
    }

    private static Candidate candidate(String server) {
        return new Candidate(server, "boot-of-" + server);
    }

    private void seedLeaderRecordOf(String server) {
        firstStore.commit(List.of(new StoreWrite.Create(Paths.LEADER,
                candidate(server).leaderRecord(), true)));
    }

    private void pass() {
        timeline.advance(Duration.ofSeconds(10));
    }
}
