package orchestrator.reconciler.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** The store in a ZooKeeper ensemble. Never call it from one of its own callbacks: it blocks. */
public final class ZooKeeperClusterStore implements ClusterStore {
    private final ZooKeeperSettings settings;
    private final LongSupplier nanoTime;
    private final CuratorFramework client;
    private final WatchRegistry watches;
    private final List<Consumer<Session>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch everConnected = new CountDownLatch(1);
    private volatile Session session = new Session(Session.State.SUSPENDED, 0);

    private ZooKeeperClusterStore(ZooKeeperSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.client = CuratorClients.create(settings);
        this.watches = new WatchRegistry(client);
    }

    /**
     * Begins to connect and returns at once, also when no server answers.
     *
     * @param nanoTime a clock for the patience of calls, such as {@code System::nanoTime}
     */
    public static ZooKeeperClusterStore open(ZooKeeperSettings settings, LongSupplier nanoTime) {
        ZooKeeperClusterStore store = new ZooKeeperClusterStore(settings, nanoTime);
        store.client.getConnectionStateListenable()
                .addListener((client, state) -> store.connectionChanged(state));
        store.client.start();
        return store;
    }

    /** Waits for the first connection; false when there is none after {@code patience}. */
    public boolean awaitConnection(Duration patience) {
        try {
            return everConnected.await(patience.toMillis(), TimeUnit.MILLISECONDS)
                    && session.isConnected();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return call("read " + path, () -> StoredRecords.read(client, path));
    }

    @Override
    public List<String> children(String path) {
        return call("list " + path, () -> {
            try {
                return client.getChildren().forPath(path).stream().sorted().toList();
            } catch (KeeperException.NoNodeException e) {
                return List.of();
            }
        });
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        CommitLimits.check(writes);
        List<String> parents = writes.stream().filter(StoreWrite.Create.class::isInstance)
                .map(write -> parent(write.path())).distinct().toList();
        parents.forEach(this::requireRoomBelow);
        call("write " + writes.getFirst().path(), new Commit(client, writes, this::sessionId));
    }

    private void requireRoomBelow(String parent) {
        Optional<Stat> stat = call("read " + parent,
                () -> Optional.ofNullable(client.checkExists().forPath(parent)));
        stat.ifPresent(found -> CommitLimits.checkChildren(parent, found.getNumChildren()));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        return watches.add(path, changed);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        listeners.add(changed);
    }

    @Override
    public void close() {
        watches.close();
        client.close();
        session = new Session(Session.State.LOST, session.id());
    }

    /** The connection below, for tests that break it. */
    ZooKeeper connection() throws Exception {
        return client.getZookeeperClient().getZooKeeper();
    }

    private void connectionChanged(ConnectionState state) {
        boolean connected = state == ConnectionState.CONNECTED
                || state == ConnectionState.RECONNECTED;
        session = switch (state) {
            case CONNECTED, RECONNECTED -> new Session(Session.State.CONNECTED, sessionId());
            case SUSPENDED, READ_ONLY -> new Session(Session.State.SUSPENDED, session.id());
            case LOST -> new Session(Session.State.LOST, session.id());
        };
        if (connected) {
            watches.reinstall(state == ConnectionState.RECONNECTED);
        }
        listeners.forEach(listener -> listener.accept(session));
        if (connected) {
            everConnected.countDown();
        }
    }

    private long sessionId() {
        try {
            return connection().getSessionId();
        } catch (Exception e) {
            // The connection broke again meanwhile; another event follows.
            return session.id();
        }
    }

    /** Asks, and asks again as long as no answer comes and patience lasts. */
    private <T> T call(String what, ZooKeeperCall<T> call) {
        long begin = nanoTime.getAsLong();
        while (true) {
            requireOpen();
            try {
                return call.attempt();
            } catch (KeeperException e) {
                boolean again = ZooKeeperCall.isWithoutAnswer(e)
                        && nanoTime.getAsLong() - begin < settings.callTimeout().toNanos();
                if (!again) {
                    throw new StoreUnavailableException("ZooKeeper at " + settings.connectString()
                            + " does not answer: could not " + what, e);
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoreUnavailableException("interrupted while waiting to " + what, e);
            } catch (Exception e) {
                throw new StoreUnavailableException("could not " + what, e);
            }
        }
    }

    private void requireOpen() {
        if (client.getState() != CuratorFrameworkState.STARTED) {
            throw new StoreUnavailableException("the connection to ZooKeeper is closed");
        }
    }
}
