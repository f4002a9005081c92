package orchestrator.reconciler.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.core.wire.RecordCodec;

/**
 * What is seen, read from the store at a cost that follows what changed: a record is read again only
 * after a watch named it, after {@link #changed}, or after {@link #resync}. Watches are only hints,
 * so whoever acts on snapshots calls {@code resync} from time to time, and a new leader before its
 * first plan. Used by one thread at a time; only watches come from others.
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

    private final ClusterStore store;
    private final RecordCache cache;
    private final DeclaredReader declared;
    private final List<ClusterStore.Watch> watches = new ArrayList<>();
    /** The newest assignment of each node that was ever seen here. */
    private final SortedMap<NodeName, Long> generations = new TreeMap<>();

    public SnapshotReader(ClusterRecords records) {
        this.store = records.store();
        this.cache = new RecordCache(store);
        this.declared = new DeclaredReader(cache);
    }

    /**
     * Begins to watch, before the first read.
     *
     * @param woken called on a thread of the store when a snapshot would be different now
     */
    public void start(Runnable woken) {
        for (String root : WATCHED) {
            watches.add(store.watch(root, path -> {
                changed(path);
                woken.run();
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

    /** Notes that the caller has written an assignment of that generation. */
    public void wrote(NodeName node, long generation) {
        generations.merge(node, generation, Math::max);
    }

    /** Makes the next snapshot read every record again. */
    public void resync() {
        cache.distrustAll();
    }

    /**
     * What is seen now.
     *
     * @param epoch            of the leader that plans, 0 for nobody
     * @param usedIncarnations how many incarnations this epoch has given out
     * @throws StoreUnavailableException when the store does not answer; the next call goes on
     */
    public ObservedState read(int epoch, int usedIncarnations, Instant takenAt, Silence silence) {
        cache.settle(WATCHED);
        Doubt doubt = new Doubt();
        ClusterId cluster = cluster(doubt);
        List<NodeObservation> nodes = nodes(cluster, silence, doubt);
        List<ObservedState.KnownSecret> secrets = secrets();
        return new ObservedState(cluster, epoch, usedIncarnations, takenAt, !doubt.any, nodes,
                secrets);
    }

    /**
     * What should run now: the current revision of every project.
     *
     * @throws StoreUnavailableException when the store does not answer; the next call goes on
     */
    public Declared readDeclared() {
        cache.settle(WATCHED);
        return declared.read();
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

    /** Whether something could not be read. */
    private static final class Doubt {
        private boolean any;

        private <T> Optional<T> check(RecordCache.Entry<T> entry) {
            any |= entry.isUnreadable();
            return entry.value();
        }
    }

    private ClusterId cluster(Doubt doubt) {
        Optional<ClusterRecord> cluster = doubt.check(cache.get(Paths.CLUSTER,
                data -> RecordCodec.decode(ClusterRecord.class, data)));
        doubt.any |= cluster.isEmpty();
        return cluster.map(ClusterRecord::id).orElse(NO_CLUSTER);
    }

    private List<NodeObservation> nodes(ClusterId cluster, Silence silence, Doubt doubt) {
        List<String> present = cache.children(Paths.PRESENCE);
        List<String> names = cache.children(Paths.NODES);
        doubt.any |= !new TreeSet<>(names).containsAll(cache.children(Paths.ASSIGNMENTS));
        TreeSet<String> presentNames = new TreeSet<>(present);
        List<NodeObservation> nodes = new ArrayList<>();
        for (String text : names) {
            if (Name.isValid(text)) {
                NodeName name = new NodeName(text);
                Optional<Instant> silent = silence.since(name, presentNames.contains(text));
                node(name, cluster, new Missed(silent, silent.flatMap(_ -> silence.lease(name))),
                        doubt)
                        .map(seen -> seen.withNoted(silence.noted(name, silent.isEmpty()
                                && seen.status().trouble().isPresent())))
                        .ifPresent(nodes::add);
            }
        }
        return nodes;
    }

    private record Missed(Optional<Instant> since, Optional<NodeObservation.Lease> lease) {}

    private Optional<NodeObservation> node(NodeName name, ClusterId cluster, Missed missed,
            Doubt doubt) {
        RecordCache.Entry<NodeStatus> status = cache.get(Paths.status(name),
                data -> RecordCodec.decode(NodeStatus.class, data));
        NodeStatus known = status.lastKnown().orElseGet(() -> NodeStatus.none(name));
        RecordCache.Entry<NodeRecord> record = cache.get(Paths.node(name),
                data -> RecordCodec.decode(NodeRecord.class, data));
        RecordCache.Entry<NodeAssignment> assignment = assignment(name, known.generation());
        RecordCache.Entry<NodeIntent> intent = cache.get(Paths.intent(name),
                data -> RecordCodec.decode(NodeIntent.class, data));
        doubt.check(record);
        doubt.check(assignment);
        if (record.value().isEmpty() || assignment.isUnreadable()) {
            return Optional.empty();
        }
        Optional<String> what = unreadable(intent, status);
        NodeObservation seen = new NodeObservation(record.value().get(), missed.since(),
                intent.lastKnown(),
                assignment.value().orElseGet(() -> NodeAssignment.none(cluster)),
                assignment.version(), what.map(each -> inDoubt(known, each)).orElse(known),
                missed.lease(), record.version());
        return Optional.of(whole(seen, doubt));
    }

    /** What was acted on was assigned before: an older one is older than what its agent has read. */
    private RecordCache.Entry<NodeAssignment> assignment(NodeName name, long actedOn) {
        Function<byte[], NodeAssignment> decode = data -> RecordCodec.decode(NodeAssignment.class,
                data);
        RecordCache.Entry<NodeAssignment> first = cache.get(Paths.assignment(name), decode);
        return generation(first) < actedOn
                ? cache.getAnew(Paths.assignment(name), decode)
                : first;
    }

    private static long generation(RecordCache.Entry<NodeAssignment> assignment) {
        return assignment.value().map(NodeAssignment::generation).orElse(0L);
    }

    /** What an agent did that a person calls dead counts no more. */
    private NodeObservation whole(NodeObservation seen, Doubt doubt) {
        long generation = seen.assignment().generation();
        boolean lost = generation < generations.getOrDefault(seen.name(), 0L)
                || generation < seen.status().generation() && !seen.isConfirmedDead();
        if (!lost) {
            wrote(seen.name(), generation);
            return seen;
        }
        doubt.any = true;
        return seen.with(seen.assignment(), inDoubt(seen.status(),
                "the newest assignment of " + seen.name()));
    }

    private static Optional<String> unreadable(RecordCache.Entry<NodeIntent> intent,
            RecordCache.Entry<NodeStatus> status) {
        if (status.isUnreadable()) {
            return Optional.of("the record of its status");
        }
        return intent.isUnreadable()
                ? Optional.of("the record of its draining")
                : Optional.empty();
    }

    private static NodeStatus inDoubt(NodeStatus known, String what) {
        return new NodeStatus(known.node(), known.generation(), known.instances(),
                known.volumes(), Optional.of(new Reason(ReasonCode.STORE_IN_DOUBT,
                        what + " cannot be read")),
                known.images());
    }

    private List<ObservedState.KnownSecret> secrets() {
        List<ObservedState.KnownSecret> secrets = new ArrayList<>();
        for (String project : cache.children(Paths.SECRETS)) {
            if (!Name.isValid(project)) {
                continue;
            }
            ProjectName name = new ProjectName(project);
            for (String child : cache.children(Paths.secrets(name))) {
                Paths.secretId(name, child).flatMap(this::secret)
                        .ifPresent(secrets::add);
            }
        }
        secrets.sort((a, b) -> a.id().compareTo(b.id()));
        return secrets;
    }

    private Optional<ObservedState.KnownSecret> secret(SecretId id) {
        RecordCache.Entry<SealedSecret> sealed = cache.get(Paths.secret(id),
                data -> RecordCodec.decode(SealedSecret.class, data));
        Optional<Integer> version = sealed.isUnreadable()
                ? Optional.of(ObservedState.KnownSecret.UNREADABLE)
                : sealed.value().map(SealedSecret::version);
        return version.map(known -> new ObservedState.KnownSecret(id, known));
    }
}
