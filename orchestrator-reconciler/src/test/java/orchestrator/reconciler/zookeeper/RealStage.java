package orchestrator.reconciler.zookeeper;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStore.Session.State;
import orchestrator.reconciler.store.StoreWrite;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.awaitility.core.ConditionTimeoutException;

/** Three real servers, and a relay of our own in front of each client. */
final class RealStage implements FidelityStage {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SESSION_MILLIS = 6000;
    private static final AtomicInteger PARTS = new AtomicInteger();

    private final ZooKeeperEnsemble ensemble;
    private final FidelityScript script;
    private final List<TcpRelay> relays = new ArrayList<>();
    private final List<ZooKeeperClusterStore> clients = new ArrayList<>();
    private final List<Queue<String>> hints = new ArrayList<>();
    private final AtomicIntegerArray breaks = new AtomicIntegerArray(FidelityScript.CLIENTS);
    private final String root;

    /** Each has a part of the ensemble for itself. */
    RealStage(ZooKeeperEnsemble ensemble, FidelityScript script) {
        this.ensemble = ensemble;
        this.script = script;
        this.root = "/seed-" + script.seed() + "-" + PARTS.incrementAndGet();
        createRoot();
        for (int client = 0; client < FidelityScript.CLIENTS; client++) {
            hints.add(new ConcurrentLinkedQueue<>());
            relays.add(new TcpRelay(ensemble.clientPorts()));
            clients.add(open(client));
        }
    }

    /** What Curator makes by itself is a container, which the servers remove once it is empty. */
    private void createRoot() {
        try {
            ZooKeeper maker = new ZooKeeper(ensemble.connectString(), SESSION_MILLIS, event -> {});
            until(() -> maker.getState().isConnected());
            maker.create(root, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            maker.close();
        } catch (IOException | InterruptedException | KeeperException e) {
            throw new IllegalStateException(e);
        }
    }

    private ZooKeeperClusterStore open(int client) {
        ZooKeeperClusterStore store = ZooKeeperClusterStore.open(ZooKeeperSettings
                .of(relays.get(client).address() + root)
                .withCallTimeout(PATIENCE), System::nanoTime);
        until(() -> store.session().isConnected());
        store.onSession(session -> {
            if (session.state() == State.SUSPENDED) {
                breaks.incrementAndGet(client);
            }
        });
        // Its part of the ensemble is made with the first call, and nobody is to be told of that.
        store.children("/");
        store.watch(script.watched().get(client), hints.get(client)::add);
        return store;
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    /** How often the connection of each client broke so far. */
    List<Integer> breaks() {
        return IntStream.range(0, FidelityScript.CLIENTS).mapToObj(breaks::get).toList();
    }

    /** Until each client is connected and its watch has told at least as much as it should have. */
    void settle(List<Integer> hintsDue) {
        until(() -> clients.stream().allMatch(each -> each.session().isConnected()));
        for (int client = 0; client < hintsDue.size(); client++) {
            Queue<String> told = hints.get(client);
            int due = hintsDue.get(client);
            try {
                await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2)).until(() -> told.size() >= due);
            } catch (ConditionTimeoutException e) {
                // What is missing is seen when all hints are compared.
            }
        }
    }

    @Override
    public ClusterStore client(int number) {
        return clients.get(number);
    }

    @Override
    public List<String> hints(int client) {
        return List.copyOf(hints.get(client));
    }

    @Override
    public void cut(int client) {
        awaitNext(client, State.SUSPENDED, relays.get(client)::cutAndMend);
    }

    /** Breaks the connection of a client so far, and waits until it has another. */
    private void awaitNext(int client, State broken, Runnable breaking) {
        List<ClusterStore.Session> told = new CopyOnWriteArrayList<>();
        clients.get(client).onSession(told::add);
        breaking.run();
        until(() -> told.stream().anyMatch(each -> each.state() == broken)
                && told.getLast().isConnected());
    }

    @Override
    public void expire(int client) {
        awaitNext(client, State.LOST,
                () -> SessionEnd.of(clients.get(client), ensemble.connectString()));
    }

    @Override
    public void reopen(int client) {
        clients.get(client).close();
        clients.set(client, open(client));
    }

    /** A server may lag behind the others, which is not what is compared here. */
    @Override
    public void catchUp(int client) {
        try {
            CompletableFuture<Void> caughtUp = new CompletableFuture<>();
            clients.get(client).connection()
                    .sync("/", (_, _, _) -> caughtUp.complete(null), null);
            caughtUp.join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void killLeader() {
        int leader = ensemble.awaitLeader();
        ensemble.kill(leader);
        ensemble.awaitLeader();
        ensemble.restart(leader);
        until(() -> clients.stream().allMatch(each -> each.session().isConnected()));
    }

    @Override
    public void commitUnheard(int client, List<StoreWrite> writes, boolean arrives) {
        TcpRelay relay = relays.get(client);
        if (arrives) {
            relay.swallowAnswerOfNextCommit();
        } else {
            relay.swallowNextCommit();
        }
        CompletableFuture<Void> commit = CompletableFuture.runAsync(
                () -> clients.get(client).commit(writes), task -> Thread.ofVirtual().start(task));
        until(() -> relay.swallowed() > 0 || commit.isDone());
        relay.cutAndMend();
        try {
            commit.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public void close() {
        clients.forEach(ClusterStore::close);
        relays.forEach(relay -> {
            try {
                relay.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
