package orchestrator.reconciler.wiring;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.NodeName;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.logs.ContainerOutput;
import orchestrator.reconciler.logs.LogServer;
import orchestrator.reconciler.logs.RequestSigner;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an agent hands out the output of its containers, to who has the cluster key. */
final class LogEndpoint implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(LogEndpoint.class);

    private final ClusterRecords records;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final LogServer server;
    private volatile Optional<ClusterId> cluster = Optional.empty();

    LogEndpoint(ClusterRecords records, ContainerRuntime runtime, NodeName node, ClusterKey key) {
        this.records = records;
        this.server = new LogServer(new ContainerOutput(runtime, this::cluster, node),
                new RequestSigner(key.derive(RequestSigner.PURPOSE)), InstantSource.system(),
                readers);
    }

    /**
     * Listens.
     *
     * @param port 0 for any
     * @return {@code host:port}
     */
    String start(String host, int port) {
        try {
            return host + ":" + server.start(host, port);
        } catch (UncheckedIOException e) {
            throw new StartFailedException("the agent cannot listen at " + host + ":" + port
                    + ": is that an address of this machine, and the port free? (--address,"
                    + " --ports)", e);
        }
    }

    /** It never changes, so output can be read while the store is away. */
    private Optional<ClusterId> cluster() {
        if (cluster.isEmpty()) {
            try {
                cluster = records.cluster().map(Versioned::value).map(ClusterRecord::id);
            } catch (StoreUnavailableException | UnreadableRecordException e) {
                LOG.debug("the cluster of this node is not known yet", e);
            }
        }
        return cluster;
    }

    @Override
    public void close() {
        server.close();
        readers.shutdownNow();
    }
}
