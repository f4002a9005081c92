package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts the records and lists that are read, and what is only looked at. */
final class CountingStore implements ClusterStore {
    private final ClusterStore store;
    int reads;
    int lists;
    int looks;
    boolean failsBelow;

    CountingStore(ClusterStore store) {
        this.store = store;
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        reads++;
        return store.read(path);
    }

    @Override
    public List<Stamp> stamps(List<String> paths) {
        looks += paths.size();
        return store.stamps(paths);
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        if (failsBelow) {
            throw new StoreUnavailableException("no answer");
        }
        looks += paths.size();
        return store.stampsBelow(paths);
    }

    @Override
    public Newest newest() {
        return store.newest();
    }

    @Override
    public List<String> children(String path) {
        lists++;
        return store.children(path);
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        store.commit(writes);
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
        store.close();
    }
}
