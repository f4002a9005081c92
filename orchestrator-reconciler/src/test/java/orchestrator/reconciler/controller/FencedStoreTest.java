package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FencedStoreTest {
    private static final String TARGET = Paths.ASSIGNMENTS + "/core-01";

    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final FencedStore fenced = new FencedStore(store, new LeaderTerm(1, 0));

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

    private static List<StoreWrite> create(int content) {
        return List.of(new StoreWrite.Create(TARGET, new byte[]{(byte) content}, false));
    }
}
