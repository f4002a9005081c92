package orchestrator.reconciler.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.wiring.UpRecord.Running;
import orchestrator.reconciler.zookeeper.EmbeddedZooKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of a cluster in one process: the store, a server, and an agent for every node. */
public final class UpProcess implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(UpProcess.class);

    private final StateDirectory directory;
    /** What has been started; the last is closed first. */
    private final Deque<Foreground.Work> started = new ArrayDeque<>();
    private UpRecord record;

    private UpProcess(StateDirectory directory, UpRecord record) {
        this.directory = directory;
        this.record = record;
    }

    /**
     * Runs until this process is told to end. Why it could not start is left for the command that
     * waits for it.
     */
    public static void runUntilTold(StateDirectory directory, UpWish wish) {
        directory.create();
        try (DaemonLock _ = DaemonLock.take(directory)) {
            UpRecord wanted = wish.over(UpRecord.read(directory), directory, System.getenv());
            UpProcess process = new UpProcess(directory, wanted);
            try {
                process.start();
            } catch (RuntimeException e) {
                process.close();
                throw e;
            }
            Foreground.stay(process);
        } catch (RuntimeException e) {
            LOG.error("the cluster did not start", e);
            Daemon.leaveFailure(directory, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void start() {
        ClusterKey.readOrCreate(directory.key(), Chance.BYTES);
        EmbeddedZooKeeper zookeeper = zookeeper();
        started.push(zookeeper::close);
        String address = zookeeper.connectString();
        write(record.with(Optional.of(new Running(ProcessHandle.current().pid(), address, false))));
        try (ClusterStore store = StoreConnection.open(address)) {
            LeftBehind.drop(store);
        }
        ServerProcess server = ServerProcess.start(new ServerOptions("local", address,
                Optional.empty()));
        started.push(server);
        write(record.with(server.cluster()));
        LocalNodes nodes = new LocalNodes(directory, record, address);
        started.push(nodes);
        nodes.start();
        Readiness readiness = new Readiness(() -> server.isLeading() && nodes.areReady(),
                this::writeReady);
        started.push(readiness);
        readiness.start();
    }

    private void writeReady() {
        LOG.info("{} nodes are ready", record.nodes().size());
        write(record.with(record.daemon()
                .map(each -> new Running(each.pid(), each.zookeeper(), true))));
    }

    private EmbeddedZooKeeper zookeeper() {
        try {
            return EmbeddedZooKeeper.start(directory.zookeeper(), 0);
        } catch (StoreUnavailableException e) {
            throw new StartFailedException("the cluster's store in " + directory.zookeeper()
                    + " cannot be opened: is the disk full, or the directory of another user?", e);
        }
    }

    private synchronized void write(UpRecord changed) {
        record = changed;
        changed.write(directory);
    }

    /** Agents and leader stop to act, the store closes; containers keep running. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
