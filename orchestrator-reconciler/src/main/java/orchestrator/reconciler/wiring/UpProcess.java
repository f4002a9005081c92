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
    private UpRecord record = UpRecord.NOTHING;

    private UpProcess(StateDirectory directory) {
        this.directory = directory;
    }

    /**
     * Runs until this process is told to end. Why it could not start is left for the command that
     * waits for it.
     */
    public static void runUntilTold(StateDirectory directory, UpWish wish) {
        try {
            Foreground.stay(start(directory, wish));
        } catch (RuntimeException e) {
            tell(e);
            Daemon.leaveFailure(directory, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** What a person can mend needs no trace of the program. */
    private static void tell(RuntimeException e) {
        if (e instanceof StartFailedException || e instanceof WrongOptionException) {
            LOG.error("the cluster did not start: {}", e.getMessage());
        } else {
            LOG.error("the cluster did not start", e);
        }
    }

    /**
     * Runs until it is closed.
     *
     * @throws StartFailedException when some part cannot begin, naming what to do
     */
    public static UpProcess start(StateDirectory directory, UpWish wish) {
        UpProcess process = new UpProcess(directory);
        try {
            process.start(wish);
            return process;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void start(UpWish wish) {
        DaemonLock lock = DaemonLock.take(directory.create());
        started.push(lock::close);
        record = wish.over(UpRecord.read(directory), directory, System.getenv());
        ClusterKey.readOrCreate(directory.key(), Chance.BYTES);
        LocalNodes nodes = new LocalNodes(directory);
        started.push(nodes);
        nodes.prepare(record.engine());
        EmbeddedZooKeeper zookeeper = zookeeper();
        started.push(zookeeper::close);
        String address = zookeeper.connectString();
        write(record.with(Optional.of(new Running(ProcessHandle.current().pid(), address, false))));
        try (ClusterStore store = StoreConnection.open(address)) {
            LeftBehind.drop(store);
        }
        ServerProcess server = ServerProcess.start(new ServerOptions("local", address,
                Optional.of(directory.key()), directory.server(), record.git()));
        started.push(server);
        write(record.with(server.cluster()));
        started.push(nodes::stop);
        nodes.start(record, address);
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
