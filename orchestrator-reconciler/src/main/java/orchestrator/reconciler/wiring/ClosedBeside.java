package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Stamp;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * The store of a short command, which does not wait until it is closed to the last: the session
 * ends within milliseconds, and then ZooKeeper's client sleeps for 100 ms. A session that was not
 * ended in time ends by itself a few seconds later; no ephemeral record hangs on it.
 */
record ClosedBeside(ClusterStore store) implements ClusterStore {
    private static final Duration USUALLY_ENOUGH = Duration.ofMillis(30);

    @Override
    public Optional<StoredRecord> read(String path) {
        return store.read(path);
    }

    @Override
    public List<Optional<StoredRecord>> readAll(List<String> paths) {
        return store.readAll(paths);
    }

    @Override
    public Supplier<List<Optional<StoredRecord>>> beginReadAll(List<String> paths) {
        return store.beginReadAll(paths);
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        return store.stampsBelow(paths);
    }

    @Override
    public List<Stamp> stamps(List<String> paths) {
        return store.stamps(paths);
    }

    @Override
    public Newest newest() {
        return store.newest();
    }

    @Override
    public List<String> children(String path) {
        return store.children(path);
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        store.commit(writes);
    }

    @Override
    public void commitAll(List<List<StoreWrite>> commits) {
        store.commitAll(commits);
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        return store.watch(path, changed);
    }

    @Override
    public Session session() {
        return store.session();
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        store.onSession(changed);
    }

    @Override
    public void close() {
        Thread closing = Thread.ofPlatform().daemon().name("closing").start(store::close);
        try {
            closing.join(USUALLY_ENOUGH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
