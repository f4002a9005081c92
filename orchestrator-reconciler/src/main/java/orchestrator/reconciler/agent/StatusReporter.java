package orchestrator.reconciler.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the node's status when it changed, a few times a second at most, and only while the node is
 * ours. Only turns touch it; each write is a job, one at a time.
 */
final class StatusReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(200);

    private final Timeline timeline;
    private final ClusterStore store;
    private final Runnable wake;
    private Optional<NodeStatus> written = Optional.empty();
    private long writtenIn;
    private Instant nextWrite = Instant.EPOCH;
    private boolean writing;

    StatusReporter(Timeline timeline, ClusterStore store, Runnable wake) {
        this.timeline = timeline;
        this.store = store;
        this.wake = wake;
    }

    /** Writes it if it is news. */
    void offer(NodeStatus status, StoreLook.Held held) {
        boolean known = written.equals(Optional.of(status)) && writtenIn == held.session();
        if (known || writing) {
            return;
        }
        Instant now = timeline.now();
        if (now.isBefore(nextWrite)) {
            timeline.after(Duration.between(now, nextWrite), wake);
            return;
        }
        writing = true;
        timeline.ask(() -> write(status, held), StatusReporter::broken,
                done -> wrote(status, held, done));
    }

    private void wrote(NodeStatus status, StoreLook.Held held, boolean done) {
        writing = false;
        nextWrite = timeline.now().plus(BETWEEN_WRITES);
        written = done ? Optional.of(status) : Optional.empty();
        writtenIn = held.session();
        wake.run();
    }

    private static boolean broken(Throwable e) {
        LOG.error("the status could not be written", e);
        return false;
    }

    private boolean write(NodeStatus status, StoreLook.Held held) {
        try {
            commit(status, held);
            return true;
        } catch (RecordTooLargeException e) {
            LOG.warn("the status is written without the output of containers: {}",
                    e.getMessage());
            return writeShort(status, held);
        } catch (StoreUnavailableException | StoreConflictException e) {
            LOG.info("the status could not be written: {}", e.getMessage());
            return false;
        }
    }

    private boolean writeShort(NodeStatus status, StoreLook.Held held) {
        try {
            commit(withoutOutput(status), held);
            return true;
        } catch (RecordTooLargeException | StoreUnavailableException | StoreConflictException e) {
            LOG.warn("the status could not be written: {}", e.getMessage());
            return false;
        }
    }

    /** Only while the node's record is the one we wrote: a second agent of this name is refused. */
    private void commit(NodeStatus status, StoreLook.Held held) {
        String path = Paths.status(status.node());
        byte[] bytes = RecordCodec.encode(status);
        Optional<StoredRecord> current = store.read(path);
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(new StoreWrite.Check(Paths.node(status.node()), held.nodeVersion()));
        writes.add(current.<StoreWrite>map(
                found -> new StoreWrite.Update(path, bytes, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, bytes, false)));
        store.commit(writes);
    }

    private static NodeStatus withoutOutput(NodeStatus status) {
        List<InstanceStatus> rows = status.instances().stream()
                .map(row -> new InstanceStatus(row.id(), row.incarnation(), row.phase(),
                        row.reason(), row.since(), row.restarts(), row.listsGeneration(),
                        List.of()))
                .toList();
        return new NodeStatus(status.node(), status.generation(), rows, status.volumes(),
                status.trouble());
    }
}
