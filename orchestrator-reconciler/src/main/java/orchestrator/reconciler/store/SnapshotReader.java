package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.core.wire.RecordCodec;

/**
 * What is seen, read from the store at a cost that follows what changed: a record is read again only
 * after a watch named it, after {@link #changed}, or after {@link #resync}. Watches are only hints,
 * so whoever acts on snapshots calls {@link #audit} from time to time. Used by one thread at a time;
 * only watches come from others.
 *
 * <p>What a node or a secret is in doubt about is told of that one alone: a node whose status or
 * intent cannot be read is in trouble, with what was last read of it, and an unreadable secret has a
 * value of no known version. Any other record that cannot be read makes the snapshot incomplete:
 * nothing may be stopped or placed anew then. A node whose assignment cannot be read is left out as a
 * whole, so that nobody writes over it. One that is older than what was seen, written or acted on is
 * as good as lost, for nobody ever takes an assignment back.
 */
public final class SnapshotReader implements AutoCloseable {
    /** Stands for the cluster of a store that has none. */
    public static final ClusterId NO_CLUSTER = new ClusterId("");

    private static final List<String> WATCHED = List.of(Paths.CLUSTER, Paths.PROJECTS, Paths.NODES,
            Paths.PRESENCE, Paths.INTENTS, Paths.ASSIGNMENTS, Paths.STATUS, Paths.SECRETS);

    /** So many records are compared with the store in one audit, about ten milliseconds. */
    private static final int AUDITED = 1_000;

    private final ClusterStore store;
    private final RecordCache cache;
    private final NodesReader nodes;
    private final SecretsReader secrets;
    private final DeclaredReader declared;
    private final List<ClusterStore.Watch> watches = new ArrayList<>();
    private Optional<Newest> auditedAt = Optional.empty();
    private int auditsOwed;

    /** @param each takes records apart, where there are many */
    public SnapshotReader(ClusterRecords records, Each each) {
        this.store = records.store();
        this.cache = new RecordCache(store, each);
        this.nodes = new NodesReader(cache);
        this.secrets = new SecretsReader(cache);
        this.declared = new DeclaredReader(records, cache);
    }

    /**
     * Begins to watch, before the first read.
     *
     * @param told called on a thread of the store when a snapshot would be different now, with the path
     *             of what changed, or of a root below which anything may have
     */
    public void start(Consumer<String> told) {
        for (String root : WATCHED) {
            watches.add(store.watch(root, path -> {
                changed(path);
                told.accept(path);
            }));
        }
    }

    /** Stops watching. */
    @Override
    public void close() {
        watches.forEach(ClusterStore.Watch::close);
        watches.clear();
    }

    /**
     * Notes that the record at {@code path}, or everything below a watched root, may have changed:
     * the caller wrote it, or found it other than expected. May be called from any thread.
     */
    public void changed(String path) {
        cache.changed(path);
    }

    /** Notes that the caller has written this assignment, which stands at that version now. */
    public void wrote(NodeName node, NodeAssignment assignment, int version) {
        nodes.wrote(node, assignment, version);
    }

    /** Makes the next snapshot read every record again. */
    public void resync() {
        cache.distrustAll();
        nodes.everything();
        secrets.everything();
        declared.everything();
    }

    /**
     * Finds what no watch has told of. Asks nothing when nothing was written since everything was
     * compared; otherwise compares the next part of what is known with the store, so that what
     * was missed is found after as many audits as there are parts: one below 250 nodes or so, some
     * twenty with five thousand. That records have come or gone is found sooner: there are few lists of them.
     * Returns true when something was found, which the next look takes in.
     *
     * @throws StoreUnavailableException when the store does not answer; the next call goes on
     */
    public boolean audit() {
        Optional<Newest> now = Optional.of(store.newest());
        if (!now.equals(auditedAt)) {
            auditsOwed = cache.audits(AUDITED);
            auditedAt = now;
        }
        if (auditsOwed == 0) {
            return false;
        }
        List<String> found = cache.audit(AUDITED);
        auditsOwed--;
        found.stream().filter(path -> !WATCHED.contains(path)).forEach(this::mayBeAnother);
        return !found.isEmpty();
    }

    /**
     * What is seen now. A node that is as it was in the last snapshot is the same object; the list of
     * nodes and that of secrets are the same where nothing in them changed.
     *
     * @param epoch            of the leader that plans, 0 for nobody
     * @param usedIncarnations how many incarnations this epoch has given out
     * @throws StoreUnavailableException when the store does not answer; the next call goes on
     */
    public ObservedState read(int epoch, int usedIncarnations, Instant takenAt, Silence silence) {
        settle();
        RecordCache.Entry<ClusterRecord> record = cache.get(Paths.CLUSTER,
                data -> RecordCodec.decode(ClusterRecord.class, data));
        ClusterId cluster = record.value().map(ClusterRecord::id).orElse(NO_CLUSTER);
        List<NodeObservation> seen = nodes.read(cluster, silence);
        boolean complete = record.value().isPresent() && !nodes.inDoubt();
        return new ObservedState(cluster, epoch, usedIncarnations, takenAt, complete, seen,
                secrets.read());
    }

    private void settle() {
        cache.settle(WATCHED).forEach(this::mayBeAnother);
    }

    private void mayBeAnother(String path) {
        nodes.changed(path);
        secrets.changed(path);
        declared.changed(path);
    }

    /**
     * What should run now: the current revision of every project. A project of which nothing changed
     * is the same object, and so is what is returned where nothing of any did.
     *
     * @throws StoreUnavailableException when the store does not answer; the next call goes on
     */
    public Declared readDeclared() {
        settle();
        return declared.read();
    }

    /** The record of a project as it was last read, without a look: something to write on. */
    public Optional<Versioned<ProjectRecord>> lastKnown(ProjectName project) {
        return declared.lastKnown(project);
    }

    /**
     * Any one kept revision of a project, resolved once as long as the same one is asked for; empty
     * when it is not there, or cannot be read or understood.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public Optional<Resolved> readRevision(ProjectName project, int number) {
        return declared.read(project, number);
    }

    /** A revision and what it says. */
    public record Resolved(Revision revision, DesiredProject project) {}
}
