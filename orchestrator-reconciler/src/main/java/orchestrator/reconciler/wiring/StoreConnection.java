package orchestrator.reconciler.wiring;

import java.time.Duration;
import java.util.function.Supplier;

import orchestrator.reconciler.secret.ClusterKeyException;
import orchestrator.reconciler.store.ClusterRefusedException;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.zookeeper.ZooKeeperClusterStore;
import orchestrator.reconciler.zookeeper.ZooKeeperSettings;

/** The way of every process to the ensemble. */
final class StoreConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private StoreConnection() {}

    /**
     * A connected store.
     *
     * @throws StartFailedException when the ensemble does not answer, naming it
     */
    static ClusterStore open(String zookeeper) {
        return open(zookeeper, PATIENCE);
    }

    /** A store that may be connected only later; its calls fail until then. */
    static ClusterStore begin(String zookeeper) {
        return begun(zookeeper);
    }

    static ClusterStore open(String zookeeper, Duration patience) {
        ZooKeeperClusterStore store = begun(zookeeper);
        if (!store.awaitConnection(patience)) {
            store.close();
            throw new StartFailedException("no ZooKeeper answers at " + zookeeper + " (waited "
                    + patience.toSeconds() + "s): is it running, and is that its address?");
        }
        return store;
    }

    /** True when an ephemeral record at {@code path} hangs on this store's present session. */
    static boolean owns(ClusterStore store, String path) {
        return store.read(path).filter(record -> record.owner() == store.session().id())
                .isPresent();
    }

    /** The answer to a first question; what can be wrong with the store is said for a person. */
    static <T> T asked(String zookeeper, Supplier<T> question) {
        try {
            return question.get();
        } catch (ClusterRefusedException | ClusterKeyException e) {
            throw new StartFailedException(e.getMessage(), e);
        } catch (StoreUnavailableException e) {
            throw new StartFailedException("ZooKeeper at " + zookeeper
                    + " accepts connections but does not answer: has its ensemble a majority?", e);
        }
    }

    private static ZooKeeperClusterStore begun(String zookeeper) {
        try {
            return ZooKeeperClusterStore.open(ZooKeeperSettings.of(zookeeper), System::nanoTime);
        } catch (IllegalArgumentException e) {
            throw new StartFailedException("\"" + zookeeper + "\" is no address of a ZooKeeper:"
                    + " write HOST:PORT,HOST:PORT,HOST:PORT", e);
        }
    }
}
