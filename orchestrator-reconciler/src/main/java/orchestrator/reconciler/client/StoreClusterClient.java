package orchestrator.reconciler.client;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Event;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.secret.SecretUnreadableException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterRefusedException;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Declared;
import orchestrator.reconciler.store.Each;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.SnapshotReader;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** A person's side of the store. The connection is the client's own: {@link #close} ends it. */
public final class StoreClusterClient implements ClusterClient {
    private final ClusterRecords records;
    private final Supplier<SecretSealer> sealer;
    private final Supplier<Instant> now;
    private final SnapshotReader snapshots;
    private final NodeIntents intents;
    private final RolloutPause pauses;
    /** Projects as they were when they were last looked at or written here. */
    private final Map<ProjectName, Versioned<ProjectRecord>> seen = new ConcurrentHashMap<>();

    /**
     * A client that only reads needs no key.
     *
     * @param sealer asked when a value must be sealed; it throws where the cluster key is not there
     * @param now    the wall clock, for dates that people read
     * @param each   takes records apart, where there are many
     */
    public StoreClusterClient(ClusterRecords records, Supplier<SecretSealer> sealer,
            Supplier<Instant> now, Each each) {
        this.records = records;
        this.sealer = sealer;
        this.now = now;
        this.snapshots = new SnapshotReader(records, each);
        this.intents = new NodeIntents(records, now);
        this.pauses = new RolloutPause(records, now);
    }

    @Override
    public synchronized ClusterView view() {
        Instant takenAt = now.get();
        snapshots.resync();
        Optional<LeaderReport> report = records.report().map(Versioned::value);
        ObservedState observed = snapshots.read(0, 0, takenAt,
                new ReportedSilence(records.store(), report, takenAt));
        Declared declared = snapshots.readDeclared();
        List<ClusterView.CurrentProject> projects = declared.projects().stream()
                .map(each -> new ClusterView.CurrentProject(each.record(), each.revision()))
                .toList();
        List<RolloutRecord> rollouts = declared.rollouts().stream()
                .filter(Versioned::exists).map(Versioned::value).toList();
        projects.forEach(each -> snapshots.lastKnown(each.record().project())
                .ifPresent(found -> seen.put(each.record().project(), found)));
        boolean leading = records.store().read(Paths.LEADER).isPresent();
        return new ClusterView(observed.cluster(), takenAt, declared.desired(), observed, projects,
                report, leading, rollouts);
    }

    @Override
    public Revision apply(Revision draft, OptionalInt expected) {
        return Retry.untilWritten("apply project " + draft.project(), () -> {
            // Forgotten until it is written: after a refusal the project is looked at.
            RevisionWrites revision = RevisionWrites.of(records, draft, expected,
                    Optional.ofNullable(seen.remove(draft.project())));
            Optional<FirstValues> values = revision.project()
                    .map(project -> FirstValues.of(records, project));
            List<StoreWrite> secrets = first(values);
            if (secrets.size() > FirstValues.AT_ONCE) {
                // Most come before the commit that is refused where somebody else was here first.
                RevisionWrites.look(records, draft.project(), expected);
            }
            while (secrets.size() > FirstValues.AT_ONCE) {
                records.store().commit(secrets.subList(0, FirstValues.AT_ONCE));
                secrets = first(values);
            }
            // Watches fire in this order: whoever hears of the revision has heard of its secrets,
            // and does not begin with a plan in which half of the project waits for them.
            List<StoreWrite> writes = new ArrayList<>(secrets);
            writes.addAll(revision.writes());
            records.store().commit(writes);
            seen.put(draft.project(), records.written(draft.project(), writes));
            return revision.revision();
        });
    }

    private List<StoreWrite> first(Optional<FirstValues> values) {
        return values.map(each -> each.writes(this::cluster, sealer)).orElse(List.of());
    }

    private ClusterId cluster() {
        return records.cluster()
                .orElseThrow(() -> new ClusterRefusedException("there is no cluster in this store;"
                        + " start its first server with orch server"))
                .value().id();
    }

    @Override
    public Optional<Revision> revision(ProjectName project, int number) {
        return records.revision(project, number).map(Versioned::value);
    }

    @Override
    public List<Revision> revisions(ProjectName project) {
        return records.revisions(project).stream()
                .flatMap(number -> records.readableRevision(project, number).stream()).toList();
    }

    @Override
    public boolean pause(ProjectName project, int expected, String who) {
        return pauses.pause(project, expected, who);
    }

    @Override
    public boolean resume(ProjectName project, int expected) {
        return pauses.resume(project, expected);
    }

    @Override
    public boolean confirmDead(NodeName node, String who, String why) {
        return intents.confirmDead(node, who, why);
    }

    @Override
    public boolean drain(NodeName node, String who, String why) {
        return intents.drain(node, who, why);
    }

    @Override
    public boolean undrain(NodeName node) {
        return intents.undrain(node);
    }

    @Override
    public int setSecret(ProjectName project, SecretName name, byte[] plaintext) {
        SecretId id = new SecretId(project, SecretId.SHARED, name);
        return Retry.untilWritten("set secret " + name, () -> {
            SecretWrites writes = SecretWrites.of(records, project);
            Optional<Versioned<SealedSecret>> current = records.secret(id);
            if (current.isPresent() && holds(current.get().value(), plaintext)) {
                return current.get().value().version();
            }
            int version = current.map(found -> found.value().version() + 1)
                    .orElse(writes.firstVersion());
            SealedSecret sealed = sealer.get().seal(cluster(),
                    new SecretSealer.Draft(id, version, plaintext, false));
            records.store().commit(writes.put(sealed, current));
            return version;
        });
    }

    /** The same value once more is no reason to restart anything. */
    private boolean holds(SealedSecret sealed, byte[] plaintext) {
        try {
            return MessageDigest.isEqual(sealer.get().open(cluster(), sealed), plaintext);
        } catch (SecretUnreadableException e) {
            return false;
        }
    }

    @Override
    public List<SecretRow> secrets(ProjectName project) {
        return records.secrets(project).stream()
                .flatMap(id -> records.secret(id).stream())
                .map(Versioned::value)
                .map(found -> new SecretRow(found.id(), found.version(), found.generated()))
                .toList();
    }

    @Override
    public int deleteSecret(ProjectName project, SecretName name) {
        return Retry.untilWritten("delete secret " + name, () -> {
            List<StoreWrite> writes = SecretWrites.of(records, project).delete(name);
            if (!writes.isEmpty()) {
                records.store().commit(writes);
            }
            return (int) writes.stream().filter(StoreWrite.Delete.class::isInstance).count();
        });
    }

    @Override
    public GitConnections git() {
        return new StoreGitConnections(records, now);
    }

    @Override
    public List<Event> events() {
        return records.events().value();
    }

    @Override
    public void onChange(Runnable changed) {
        ClusterStore store = records.store();
        store.watch("/", path -> changed.run());
        store.onSession(session -> changed.run());
    }

    @Override
    public void close() {
        snapshots.close();
        records.store().close();
    }
}
