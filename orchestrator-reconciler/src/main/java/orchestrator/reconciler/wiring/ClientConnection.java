package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.StoreClusterClient;
import orchestrator.reconciler.logs.LogClient;
import orchestrator.reconciler.logs.RequestSigner;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.ClusterKeyException;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;

/** The way of a command to a cluster. Made by hand, because a parts list would take as long again. */
public final class ClientConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private ClientConnection() {}

    /**
     * Connects.
     *
     * @throws StartFailedException when the ensemble does not answer
     * @throws NoClusterException   when it holds no cluster
     */
    public static ClusterClient open(ClusterAddress address) {
        ClusterStore store = new ClosedBeside(
                StoreConnection.open(address.zookeeper(), PATIENCE));
        try {
            ClusterRecords records = new ClusterRecords(store);
            StoreConnection.asked(address.zookeeper(), () -> new ClusterBootstrap(records, () -> {
                throw new IllegalStateException("a command founds no cluster");
            }).find()).orElseThrow(() -> new NoClusterException("the ZooKeeper at "
                    + address.zookeeper() + " holds no cluster: orch server --zookeeper "
                    + address.zookeeper() + " founds one"));
            return new StoreClusterClient(records, () -> new SecretSealer(key(address),
                    Chance.BYTES), Instant::now, new AllProcessors());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The way to the output of containers, over the agents of a cluster. */
    public static LogClient logs(ClusterAddress address) {
        return new LogClient(new RequestSigner(key(address).derive(RequestSigner.PURPOSE)),
                InstantSource.system(), () -> UUID.randomUUID().toString().replace("-", ""));
    }

    /**
     * The cluster key of that cluster.
     *
     * @throws WrongOptionException when there is none where it should be, or it is not kept well
     */
    private static ClusterKey key(ClusterAddress address) {
        Path file = address.keyFile().orElseThrow(() -> new WrongOptionException(
                "this needs the cluster key: --key-file FILE, or set ORCH_KEY_FILE"));
        try {
            return ClusterKey.read(file);
        } catch (ClusterKeyException e) {
            throw new WrongOptionException(e.getMessage());
        }
    }
}
