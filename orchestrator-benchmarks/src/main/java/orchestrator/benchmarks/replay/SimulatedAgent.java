package orchestrator.benchmarks.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.benchmarks.core.Population;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.store.Paths;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

/**
 * One node that does at once what it is told: it holds one watch, reads its assignment when that
 * fires, and reports every instance of it as ready, one report on its way at a time. Called on the
 * thread of its session alone, but for {@link #join} and {@link #touch}.
 */
final class SimulatedAgent implements Watcher {
    private static final int OK = KeeperException.Code.OK.intValue();

    private final ZooKeeper session;
    private final NodeRecord node;
    private final Ledger ledger;
    private final String path;
    private final String statusPath;
    private Optional<NodeAssignment> waiting = Optional.empty();
    private Optional<NodeStatus> reported = Optional.empty();
    private long seen;
    private int statusVersion;
    private boolean writing;
    private volatile boolean cut;

    SimulatedAgent(ZooKeeper session, NodeRecord node, Ledger ledger) {
        this.session = session;
        this.node = node;
        this.ledger = ledger;
        this.path = Paths.assignment(node.name());
        this.statusPath = Paths.status(node.name());
    }

    /** Adds what makes it a node of the cluster, in the session's own pipeline. */
    void join(Pipeline pipeline) {
        byte[] record = RecordCodec.encode(node);
        byte[] status = RecordCodec.encode(NodeStatus.none(node.name()));
        pipeline.add(record.length + status.length,
                Pipeline.create(Paths.node(node.name()), record, false),
                Pipeline.create(statusPath, status, false),
                Pipeline.create(Paths.presence(node.name()), new byte[0], true));
    }

    /** Sets its one watch; {@code done} runs when it is set. */
    void watch(Runnable done) {
        session.addWatch(path, this, AddWatchMode.PERSISTENT, (code, _, _) -> {
            require(code);
            done.run();
        }, null);
    }

    @Override
    public void process(WatchedEvent event) {
        if (event.getType() == Event.EventType.NodeCreated
                || event.getType() == Event.EventType.NodeDataChanged) {
            session.getData(path, false, (code, _, _, data, _) -> {
                if (code == OK) {
                    read(data);
                }
            }, null);
        }
    }

    private void read(byte[] data) {
        NodeAssignment assignment = RecordCodec.decode(NodeAssignment.class, data);
        synchronized (this) {
            if (assignment.generation() <= seen) {
                return;
            }
            seen = assignment.generation();
            waiting = Optional.of(assignment);
        }
        ledger.seen(node.name(), assignment);
        report();
    }

    private synchronized void report() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        NodeAssignment assignment = waiting.get();
        waiting = Optional.empty();
        NodeStatus status = Population.ready(node.name(), assignment, Instant.now());
        reported = ledger.keepsReports() ? Optional.of(status) : Optional.empty();
        write(status, () -> ledger.acknowledged(node.name(), assignment));
    }

    private void write(NodeStatus status, Runnable done) {
        writing = true;
        session.multi(List.of(Op.check(Paths.node(node.name()), 0),
                Op.setData(statusPath, RecordCodec.encode(status), statusVersion)),
                (code, _, _, _) -> {
                    require(code);
                    if (cut || code != OK) {
                        return;
                    }
                    synchronized (this) {
                        statusVersion++;
                        writing = false;
                    }
                    done.run();
                    report();
                }, null);
    }

    /** Reports the same once more with another date, as if something had happened there. */
    synchronized boolean touch(Runnable done) {
        if (writing || reported.isEmpty() || reported.get().instances().isEmpty()) {
            return false;
        }
        NodeStatus again = Touched.one(reported.get(), Instant.now());
        reported = Optional.of(again);
        write(again, done);
        return true;
    }

    /** Expects no answers any more: its session is about to end. */
    void cut() {
        cut = true;
    }

    private void require(int code) {
        if (code != OK && !cut) {
            ledger.failed(node.name() + ": " + KeeperException.Code.get(code));
        }
    }
}
