package orchestrator.reconciler.wiring;

import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.controller.ReconcileLoop;
import orchestrator.reconciler.git.GitLoop;
import orchestrator.reconciler.git.GitParts;
import orchestrator.reconciler.git.Repositories;
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
    private Optional<WebhookEndpoint> webhook = Optional.empty();
    private Optional<Repositories> repositories = Optional.empty();

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
     * @throws StartFailedException when the ensemble does not answer, or holds something else
     *                              than the server remembers
     */
    public static ServerProcess start(ServerOptions options) {
        ClusterStore store = StoreConnection.open(options.zookeeper());
        SystemTimeline timeline = new SystemTimeline("server");
        try {
            Membership membership = StoreConnection.asked(options.zookeeper(),
                    () -> Membership.of(store, options));
            ReconcileLoop loop = Injectors.of(
                    new ServerModule(options.name(), store, membership, timeline))
                    .getInstance(ReconcileLoop.class);
            GitParts git = GitSetup.of(options, membership.cluster());
            loop.beside(new GitLoop(timeline, new ClusterRecords(store), git));
            ServerProcess process = new ServerProcess(store, timeline, loop,
                    membership.cluster());
            process.repositories = Optional.of(git.repositories());
            process.webhook = WebhookEndpoint.start(options, new ClusterRecords(store),
                    membership.cluster(), timeline);
            loop.start();
            LOG.info("server {} of cluster {} has started", options.name(), membership.cluster());
            return process;
        } catch (RuntimeException e) {
            timeline.close();
            store.close();
            throw e;
        }
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
        webhook.ifPresent(WebhookEndpoint::close);
        loop.close();
        timeline.close();
        repositories.ifPresent(Repositories::close);
        store.close();
    }
}
