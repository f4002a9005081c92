package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.controller.ReconcileLoop;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server: stands for election, and leads the cluster while elected. */
public final class ServerProcess implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

    private final ClusterStore store;
    private final SystemTimeline timeline;
    private final ReconcileLoop loop;
    private final ClusterId cluster;

    private ServerProcess(ClusterStore store, SystemTimeline timeline, ReconcileLoop loop,
            ClusterId cluster) {
        this.store = store;
        this.timeline = timeline;
        this.loop = loop;
        this.cluster = cluster;
    }

    /**
     * Connects, founds the cluster in an empty store, and stands for election.
     *
     * @throws StartFailedException when the ensemble does not answer or holds something else
     */
    public static ServerProcess start(ServerOptions options) {
        ClusterStore store = StoreConnection.open(options.zookeeper());
        SystemTimeline timeline = new SystemTimeline("server");
        try {
            ClusterId cluster = StoreConnection.asked(options.zookeeper(),
                    () -> founded(store, options.keyFile()));
            ReconcileLoop loop = Injectors.of(
                    new ServerModule(options.name(), store, cluster, timeline))
                    .getInstance(ReconcileLoop.class);
            loop.start();
            LOG.info("server {} of cluster {} has started", options.name(), cluster);
            return new ServerProcess(store, timeline, loop, cluster);
        } catch (RuntimeException e) {
            timeline.close();
            store.close();
            throw e;
        }
    }

    /** Of several servers that start at once one founds the cluster, and only that one makes a key. */
    private static ClusterId founded(ClusterStore store, Optional<Path> keyFile) {
        ClusterId drawn = new ClusterId(UUID.randomUUID().toString());
        ClusterId cluster = new ClusterBootstrap(new ClusterRecords(store), () -> drawn).open()
                .id();
        if (keyFile.isPresent() && cluster.equals(drawn)) {
            ClusterKey.readOrCreate(keyFile.get(), Chance.BYTES);
            LOG.info("the cluster is new, its key is {}: copy it to the agents", keyFile.get());
        } else {
            keyFile.ifPresent(ClusterKey::read);
        }
        return cluster;
    }

    ClusterId cluster() {
        return cluster;
    }

    /** True while the leader record in the store is this server's. */
    boolean isLeading() {
        return StoreConnection.owns(store, Paths.LEADER);
    }

    /** Leads no more; another server, or none, takes over. Nothing in the cluster is stopped. */
    @Override
    public void close() {
        loop.close();
        timeline.close();
        store.close();
    }
}
