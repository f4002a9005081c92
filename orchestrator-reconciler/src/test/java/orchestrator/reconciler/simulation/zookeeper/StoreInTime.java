package orchestrator.reconciler.simulation.zookeeper;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/** A client that a test uses from outside of simulated time: a call lets it pass until it ends. */
public final class StoreInTime implements ClusterStore {
    private final SimulatedTimeline timeline;
    private final SimulatedClusterStore client;

    /** {@code client} as used from outside. */
    public StoreInTime(SimulatedTimeline timeline, SimulatedClusterStore client) {
        this.timeline = timeline;
        this.client = client;
    }

    /** The client itself, to be used within simulated time. */
    public SimulatedClusterStore client() {
        return client;
    }

    /** Does it as the process of the client. */
    <T> T within(Supplier<T> command) {
        return timeline.call(client.process(), command);
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return within(() -> client.read(path));
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        return within(() -> client.stampsBelow(paths));
    }

    @Override
    public Newest newest() {
        return within(client::newest);
    }

    @Override
    public List<String> children(String path) {
        return within(() -> client.children(path));
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        within(() -> {
            client.commit(writes);
            return true;
        });
    }

    @Override
    public void commitAll(List<List<StoreWrite>> commits) {
        within(() -> {
            client.commitAll(commits);
            return true;
        });
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        return client.watch(path, changed);
    }

    @Override
    public Session session() {
        return client.session();
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        client.onSession(changed);
    }

    @Override
    public void close() {
        client.close();
    }
}
