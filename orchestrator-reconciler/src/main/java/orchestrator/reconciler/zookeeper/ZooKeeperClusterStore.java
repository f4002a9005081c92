package orchestrator.reconciler.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.CommitOnce;
import orchestrator.reconciler.store.CommitsInOrder;
import orchestrator.reconciler.store.FreshSession;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Patience;
import orchestrator.reconciler.store.Stamp;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

/** The store in a ZooKeeper ensemble. Never call it from one of its own callbacks: it blocks. */
public final class ZooKeeperClusterStore implements ClusterStore {
    private final CuratorFramework client;
    private final NewestTold told;
    private final CuratorEnsemble ensemble;
    private final FreshSession fresh;
    private final Patience patience;
    private final WatchRegistry watches;
    private final PipelinedReads reads;
    private final RoomBelow room = new RoomBelow();
    private final List<Consumer<Session>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch everConnected = new CountDownLatch(1);
    /** For so long a server that says nothing is waited for, as was agreed with it. */
    private volatile Duration freshness = Duration.ZERO;
    private volatile Session session = new Session(Session.State.SUSPENDED, 0);

    private ZooKeeperClusterStore(ZooKeeperSettings settings, LongSupplier nanoTime) {
        this.told = new NewestTold(nanoTime);
        this.client = CuratorClients.create(settings, told);
        this.ensemble = new CuratorEnsemble(client);
        this.fresh = new FreshSession(ensemble);
        this.patience = new Patience("ZooKeeper at " + settings.connectString(),
                settings.callTimeout(), nanoTime);
        this.watches = new WatchRegistry(client);
        this.reads = new PipelinedReads(client, settings.root());
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

    /** Loads what connecting needs, as far as that goes without an address. */
    public static void load() {
        new ClientSettings(NewestTold.toNobody());
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
        return patience.ask("read " + path, () -> fresh.read(() -> ensemble.read(path)));
    }

    @Override
    public List<Optional<StoredRecord>> readAll(List<String> paths) {
        String what = "read " + paths.size() + " records";
        return patience.ask(what,
                () -> fresh.read(() -> ensemble.ask(what, () -> reads.records(paths))));
    }

    /** Whatever goes wrong with what was begun, it is asked for once more, with patience. */
    @Override
    public Supplier<List<Optional<StoredRecord>>> beginReadAll(List<String> paths) {
        OptionalLong session = fresh.caughtUpSession();
        if (session.isEmpty()) {
            return () -> readAll(paths);
        }
        Supplier<Optional<List<Optional<StoredRecord>>>> begun = reads.attempt(paths);
        return () -> begun.get().filter(_ -> fresh.caughtUpSession().equals(session))
                .orElseGet(() -> readAll(paths));
    }

    @Override
    public List<Stamp> stamps(List<String> paths) {
        String what = "look at " + paths.size() + " records";
        return patience.ask(what,
                () -> fresh.read(() -> ensemble.ask(what, () -> reads.stamps(paths))));
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        String what = "look below " + paths.size() + " records";
        return patience.ask(what,
                () -> fresh.read(() -> ensemble.ask(what, () -> reads.stampsBelow(paths))));
    }

    @Override
    public Newest newest() {
        Optional<Newest> heard = session.isConnected() ? told.within(freshness) : Optional.empty();
        return heard.orElseGet(this::askForNewest);
    }

    /** Where nothing is heard without: the socket for TLS does not tell. */
    private Newest askForNewest() {
        String what = "ask for the newest change";
        return patience.ask(what, () -> fresh.read(() -> ensemble.ask(what, () -> {
            client.checkExists().forPath(Paths.CLUSTER);
            ZooKeeper asked = connection();
            return new Newest(asked.getSessionId(),
                    ((ToldZooKeeper) asked).newestTransaction());
        })));
    }

    @Override
    public List<String> children(String path) {
        String what = "list " + path;
        return patience.ask(what, () -> fresh.read(() -> ensemble.ask(what, () -> {
            try {
                return client.getChildren().forPath(path).stream().sorted().toList();
            } catch (KeeperException.NoNodeException e) {
                return List.of();
            }
        })));
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        CommitLimits.check(writes);
        requireRoom(writes.stream());
        patience.ask("write " + writes.getFirst().path(), new CommitOnce(ensemble, writes));
    }

    @Override
    public void commitAll(List<List<StoreWrite>> commits) {
        commits.forEach(CommitLimits::check);
        requireRoom(commits.stream().flatMap(List::stream));
        patience.ask("write " + commits.size() + " times",
                new CommitsInOrder(ensemble, commits));
    }

    private void requireRoom(Stream<StoreWrite> writes) {
        writes.filter(StoreWrite.Create.class::isInstance)
                .collect(Collectors.groupingBy(write -> parent(write.path()), TreeMap::new,
                        Collectors.summingInt(_ -> 1)))
                .forEach(this::requireRoomBelow);
    }

    private void requireRoomBelow(String parent, int creates) {
        if (room.take(parent, creates)) {
            return;
        }
        String what = "read " + parent;
        Optional<Stat> stat = patience.ask(what, () -> ensemble.ask(what,
                () -> Optional.ofNullable(client.checkExists().forPath(parent))));
        stat.ifPresent(found -> {
            CommitLimits.checkChildren(parent, found.getNumChildren() + creates - 1);
            room.found(parent, found.getNumChildren() + creates);
        });
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
            freshness = agreed().multipliedBy(2).dividedBy(3);
            watches.reinstall(state == ConnectionState.RECONNECTED);
        }
        listeners.forEach(listener -> listener.accept(session));
        if (connected) {
            everConnected.countDown();
        }
    }

    /** How long the session lasts without a sign of life: servers may grant another than was asked. */
    private Duration agreed() {
        try {
            return Duration.ofMillis(connection().getSessionTimeout());
        } catch (Exception e) {
            // The connection broke again meanwhile; another event follows.
            return Duration.ZERO;
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
}
