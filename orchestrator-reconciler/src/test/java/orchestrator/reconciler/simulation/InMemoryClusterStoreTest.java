package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.simulation.InMemoryClusterStore.NextCommit;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStoreContract;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.junit.jupiter.api.Test;

class InMemoryClusterStoreTest extends ClusterStoreContract {
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();

    @Override
    protected ClusterStore open() {
        return new InMemoryClusterStore(ensemble, Runnable::run);
    }

    @Override
    protected void expire(ClusterStore store) {
        InMemoryClusterStore mine = (InMemoryClusterStore) store;
        mine.suspend();
        mine.expire();
        mine.reconnect();
    }

    @Test
    void nothing_can_be_read_or_written_while_suspended() {
        InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
        store.suspend();

        assertThatThrownBy(() -> store.read("/a")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.commit(List.of(create("/a"))))
                .isInstanceOf(StoreUnavailableException.class);
        store.reconnect();
        assertThat(store.read("/a")).isEmpty();
    }

    @Test
    void a_commit_has_four_fates() {
        InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);

        store.commit(List.of(create("/answered")));
        commitUnheard(store, NextCommit.REPLY_LOST, "/reply-lost");
        commitUnheard(store, NextCommit.REQUEST_LOST, "/request-lost");
        commitUnheard(store, NextCommit.IN_FLIGHT, "/in-flight");

        assertThat(store.children("/")).containsExactly("answered", "reply-lost");
        store.landInFlight();
        assertThat(store.children("/")).containsExactly("answered", "in-flight", "reply-lost");
    }

    @Test
    void hints_can_be_lost() {
        InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
        List<String> seen = new ArrayList<>();
        store.watch("/", seen::add);

        store.setDropHints(true);
        store.commit(List.of(create("/a")));
        store.setDropHints(false);
        store.commit(List.of(create("/b")));

        assertThat(seen).containsExactly("/b");
    }

    @Test
    void an_older_state_can_be_put_back() {
        ClusterStore store = open();
        store.commit(List.of(create("/a")));
        var backup = ensemble.backup();
        store.commit(List.of(create("/b")));

        ensemble.restore(backup);

        assertThat(store.children("/")).containsExactly("a");
    }

    private static void commitUnheard(InMemoryClusterStore store, NextCommit fate, String path) {
        store.setNextCommit(fate);
        assertThatThrownBy(() -> store.commit(List.of(create(path))))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private static StoreWrite create(String path) {
        return new StoreWrite.Create(path, new byte[0], false);
    }
}
