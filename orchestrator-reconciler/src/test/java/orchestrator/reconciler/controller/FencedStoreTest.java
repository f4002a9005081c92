package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FencedStoreTest {
    private static final String TARGET = Paths.ASSIGNMENTS + "/core-01";

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final FencedStore fenced = FencedStore.telling(store,
            new LeaderTerm(1, 0, ServerMemory.Seen.NONE));

    @BeforeEach
    void begin_a_term() {
        new ClusterBootstrap(new ClusterRecords(store), () -> Sample.CLUSTER).open();
        store.commit(List.of(new StoreWrite.Create(Paths.EPOCH, new byte[0], false)));
    }

    @Test
    void writes_while_the_term_lasts() {
        fenced.commit(create(1));

        assertThat(store.read(TARGET)).isPresent();
    }

    @Test
    void writes_nothing_once_a_later_leader_has_begun() {
        store.commit(List.of(new StoreWrite.Update(Paths.EPOCH, new byte[0], 0)));

        assertThatThrownBy(() -> fenced.commit(create(1))).isInstanceOf(TermOverException.class);
        assertThat(store.read(TARGET)).isEmpty();
    }

    @Test
    void a_target_at_another_version_is_a_conflict_and_not_the_end_of_the_term() {
        fenced.commit(create(1));

        assertThatThrownBy(() -> fenced.commit(create(2)))
                .isInstanceOf(StoreConflictException.class).hasMessageContaining(TARGET);
    }

    @ParameterizedTest
    @EnumSource(value = NextCommit.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
    void events_are_counted_whatever_became_of_the_answer(NextCommit fate) {
        fenced.commit(events(Optional.empty()));
        store.setNextCommit(fate);
        assertThatThrownBy(() -> fenced.commit(events(store.read(Paths.EVENTS))))
                .isInstanceOf(StoreUnavailableException.class);

        fenced.settle();
        fenced.commit(create(1));

        assertThat(store.read(Paths.EVENTS).orElseThrow().version()).isEqualTo(1);
        assertThat(ensemble.log().getLast()).contains(new StoreWrite.Check(Paths.EVENTS, 1));
    }

    @Test
    void writes_nothing_in_a_store_in_which_the_events_have_not_come_so_far() {
        fenced.commit(events(Optional.empty()));
        fenced.commit(events(store.read(Paths.EVENTS)));
        store.commit(List.of(new StoreWrite.Delete(Paths.EVENTS, 1)));
        store.commit(events(Optional.empty()));

        assertThatThrownBy(() -> fenced.commit(create(1))).isInstanceOf(TermOverException.class);
        assertThatThrownBy(() -> fenced.commit(events(store.read(Paths.EVENTS))))
                .isInstanceOf(TermOverException.class);
        FencedStore.beside(store, new LeaderTerm(1, 0, ServerMemory.Seen.NONE)).commit(create(2));
        assertThat(store.read(TARGET).orElseThrow().data()).containsExactly(2);
    }

    @Test
    void what_has_no_answer_is_not_made_in_an_older_store_afterwards() {
        fenced.commit(events(Optional.empty()));
        fenced.commit(events(store.read(Paths.EVENTS)));
        store.setNextCommit(NextCommit.REQUEST_LOST);
        assertThatThrownBy(() -> fenced.commit(create(1)))
                .isInstanceOf(StoreUnavailableException.class);
        store.commit(List.of(new StoreWrite.Delete(Paths.EVENTS, 1)));
        store.commit(events(Optional.empty()));

        assertThatThrownBy(fenced::settle).isInstanceOf(TermOverException.class);

        assertThat(store.read(TARGET)).isEmpty();
    }

    private static List<StoreWrite> events(Optional<StoredRecord> old) {
        return List.of(old.<StoreWrite>map(
                found -> new StoreWrite.Update(Paths.EVENTS, new byte[0], found.version()))
                .orElseGet(() -> new StoreWrite.Create(Paths.EVENTS, new byte[0], false)));
    }

    @ParameterizedTest
    @EnumSource(value = NextCommit.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
    void a_commit_without_an_answer_is_done_once_after_settling(NextCommit fate) {
        store.setNextCommit(fate);
        assertThatThrownBy(() -> fenced.commit(create(1)))
                .isInstanceOf(StoreUnavailableException.class);

        fenced.settle();
        store.landInFlight();

        assertThat(store.read(TARGET).orElseThrow().version()).isZero();
        fenced.commit(List.of(new StoreWrite.Update(TARGET, new byte[]{2}, 0)));
        assertThat(store.read(TARGET).orElseThrow().data()).containsExactly(2);
    }

    @Test
    void nothing_new_is_written_before_it_is_known_what_became_of_the_last_commit() {
        store.setNextCommit(NextCommit.REQUEST_LOST);
        assertThatThrownBy(() -> fenced.commit(create(1)))
                .isInstanceOf(StoreUnavailableException.class);

        assertThatThrownBy(() -> fenced.commit(create(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_record_that_is_too_large_leaves_nothing_behind() {
        byte[] large = new byte[ClusterStore.MAX_RECORD_BYTES + 1];

        assertThatThrownBy(() -> fenced.commit(List.of(
                new StoreWrite.Create(TARGET, large, false))))
                .isInstanceOf(RecordTooLargeException.class);
        fenced.commit(create(1));
        assertThat(store.read(TARGET)).isPresent();
    }

    private List<List<StoreWrite>> batches() {
        return List.of(created(1), created(2), created(3));
    }

    private static List<StoreWrite> created(int number) {
        return List.of(new StoreWrite.Create(TARGET + number, new byte[]{(byte) number}, false));
    }

    private List<Integer> made() {
        return IntStream.rangeClosed(1, 3)
                .filter(number -> store.read(TARGET + number).isPresent()).boxed().toList();
    }

    @Test
    void many_commits_are_made_in_their_order() {
        fenced.commitAll(batches());

        assertThat(made()).containsExactly(1, 2, 3);
    }

    @Test
    void no_commit_is_made_after_one_that_was_refused_even_if_it_is_sent() {
        fenced.commit(created(2));
        int before = ensemble.log().size();

        assertThatThrownBy(() -> fenced.commitAll(batches()))
                .isInstanceOf(StoreConflictException.class).hasMessageContaining(TARGET + 2);
        assertThat(made()).containsExactly(1, 2);
        assertThat(ensemble.log()).hasSize(before + 1);
    }

    @Test
    void every_commit_but_the_first_is_void_when_the_one_before_it_is() {
        fenced.commitAll(batches());

        List<List<StoreWrite>> log = ensemble.log();
        assertThat(log.getLast()).startsWith(new StoreWrite.Check(Paths.EPOCH, 0),
                new StoreWrite.Check(TARGET + 2, 0));
        assertThat(log.get(log.size() - 2)).startsWith(new StoreWrite.Check(Paths.EPOCH, 0),
                new StoreWrite.Check(TARGET + 1, 0));
    }

    @ParameterizedTest
    @EnumSource(value = NextCommit.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
    void of_many_commits_the_first_few_are_made_after_settling(NextCommit fate) {
        AtomicInteger number = new AtomicInteger();
        store.onCommit(_ -> number.getAndIncrement() == 1 ? fate : NextCommit.ANSWERED);
        assertThatThrownBy(() -> fenced.commitAll(batches()))
                .isInstanceOf(StoreUnavailableException.class);

        fenced.settle();
        store.landInFlight();

        assertThat(made()).containsExactly(1, 2, 3);
        assertThat(IntStream.rangeClosed(1, 3)
                .map(each -> store.read(TARGET + each).orElseThrow().version())).containsOnly(0);
    }

    private static List<StoreWrite> create(int content) {
        return List.of(new StoreWrite.Create(TARGET, new byte[]{(byte) content}, false));
    }
}
