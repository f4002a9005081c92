package orchestrator.reconciler.store;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Event;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.LeaseRecord;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.RecordCodec;
import orchestrator.core.wire.UnreadableRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a cluster, typed: what stands at each path of {@link Paths}. Every read throws
 * {@link UnreadableRecordException} when the record there is damaged or newer than this program,
 * except where its own docstring says otherwise.
 */
public final class ClusterRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRecords.class);

    private final ClusterStore store;
    private final DecodedRecords latest = new DecodedRecords();

    @Inject
    public ClusterRecords(ClusterStore store) {
        this.store = store;
    }

    /** The store below, for watches, sessions and commits. */
    public ClusterStore store() {
        return store;
    }

    public Optional<Versioned<ClusterRecord>> cluster() {
        return read(Paths.CLUSTER, ClusterRecord.class);
    }

    public List<ProjectName> projects() {
        return names(Paths.PROJECTS, ProjectName::new);
    }

    public Optional<Versioned<ProjectRecord>> project(ProjectName project) {
        return read(Paths.project(project), ProjectRecord.class);
    }

    public Optional<Versioned<Revision>> revision(ProjectName project, int number) {
        return read(Paths.revision(project, number), Revision.class);
    }

    /** Numbers of the revisions that are kept, ascending. */
    public List<Integer> revisions(ProjectName project) {
        return store.children(Paths.revisions(project)).stream().map(Integer::valueOf).sorted()
                .toList();
    }

    /** As {@link #revision}, empty also where it cannot be read, which the log tells. */
    public Optional<Revision> readableRevision(ProjectName project, int number) {
        return store.read(Paths.revision(project, number))
                .flatMap(found -> readable(found,
                        data -> RecordCodec.decode(Revision.class, data)))
                .map(Versioned::value);
    }

    public Optional<Versioned<ContainerSpec>> spec(SpecHash hash) {
        return read(Paths.spec(hash), ContainerSpec.class);
    }

    public List<NodeName> nodes() {
        return names(Paths.NODES, NodeName::new);
    }

    public Optional<Versioned<NodeRecord>> node(NodeName node) {
        return read(Paths.node(node), NodeRecord.class);
    }

    public boolean isPresent(NodeName node) {
        return store.read(Paths.presence(node)).isPresent();
    }

    public Optional<Versioned<NodeIntent>> intent(NodeName node) {
        return read(Paths.intent(node), NodeIntent.class);
    }

    public Optional<Versioned<NodeAssignment>> assignment(NodeName node) {
        return read(Paths.assignment(node), NodeAssignment.class);
    }

    public Optional<Versioned<NodeStatus>> status(NodeName node) {
        return read(Paths.status(node), NodeStatus.class);
    }

    public Optional<Versioned<SealedSecret>> secret(SecretId id) {
        return read(Paths.secret(id), SealedSecret.class);
    }

    public Optional<Versioned<RolloutRecord>> rollout(ProjectName project) {
        return read(Paths.rollout(project), RolloutRecord.class);
    }

    public Optional<Versioned<LeaseRecord>> lease(NodeName node) {
        return read(Paths.lease(node), LeaseRecord.class);
    }

    /** The projects that follow a repository. */
    public List<ProjectName> gitProjects() {
        return names(Paths.GIT, ProjectName::new);
    }

    public Optional<Versioned<GitSource>> gitSource(ProjectName project) {
        return read(Paths.git(project), GitSource.class);
    }

    public Optional<Versioned<GitOrder>> gitOrder(ProjectName project) {
        return read(Paths.gitOrder(project), GitOrder.class);
    }

    public Optional<Versioned<GitState>> gitState(ProjectName project) {
        return read(Paths.gitState(project), GitState.class);
    }

    /** All secrets of a project that have a value. */
    public List<SecretId> secrets(ProjectName project) {
        return store.children(Paths.secrets(project)).stream()
                .flatMap(child -> Paths.secretId(project, child).stream())
                .sorted()
                .toList();
    }

    /**
     * What the leader said last; empty when it cannot be read, for nothing is decided by it and the
     * next report takes its place: see {@link #overwrite}.
     */
    public Optional<Versioned<LeaderReport>> report() {
        return store.read(Paths.REPORT)
                .flatMap(found -> readable(found,
                        data -> RecordCodec.decode(LeaderReport.class, data)));
    }

    /**
     * The bounded ring of events, oldest first. Before the first event it is empty, at version
     * {@link Versioned#NO_RECORD}: the first one is a create. One that cannot be read is empty too,
     * at the version a new ring has to name.
     */
    public Versioned<List<Event>> events() {
        return store.read(Paths.EVENTS)
                .map(found -> readable(found, RecordCodec::decodeEvents).orElseGet(
                        () -> new Versioned<>(List.of(), found.version(), found.sequence())))
                .orElse(new Versioned<>(List.of(), Versioned.NO_RECORD, 0));
    }

    /**
     * The write that puts {@code value} at {@code path}: a create, or an update of {@code current}.
     * It keeps nothing of what stood there: see {@link #replace}.
     */
    public StoreWrite put(String path, Object value, Optional<? extends Versioned<?>> current) {
        byte[] data = RecordCodec.encode(value);
        return current.filter(Versioned::exists)
                .<StoreWrite>map(found -> new StoreWrite.Update(path, data, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, data, false));
    }

    /** The write that puts {@code value} at {@code path}, whether what stands there is readable. */
    public StoreWrite overwrite(String path, Object value) {
        byte[] data = RecordCodec.encode(value);
        return store.read(path)
                .<StoreWrite>map(found -> new StoreWrite.Update(path, data, found.version()))
                .orElseGet(() -> new StoreWrite.Create(path, data, false));
    }

    /**
     * The write that makes {@code next} the record of its project. Fields that a newer program put
     * into it are kept: programs of different versions take turns in it.
     *
     * @throws StoreConflictException when the record was looked at and is not {@code current} any more
     */
    public StoreWrite replace(ProjectRecord next, Versioned<ProjectRecord> current) {
        return replace(Paths.project(next.project()), next, current);
    }

    /**
     * The write that makes {@code next} how the revisions of its project ended, the first one where
     * there was none. As with a project, servers of different versions take turns in it.
     *
     * @throws StoreConflictException when the record was looked at and is not {@code current} any more
     */
    public StoreWrite replace(RolloutRecord next, Versioned<RolloutRecord> current) {
        String path = Paths.rollout(next.project());
        return current.exists()
                ? replace(path, next, current)
                : put(path, next, Optional.empty());
    }

    /** Read again only where it is not known any more of which bytes {@code current} was made. */
    private StoreWrite replace(String path, Object next, Versioned<?> current) {
        byte[] before = latest.dataOf(path, current.value())
                .or(() -> store.read(path).filter(found -> found.version() == current.version())
                        .map(StoredRecord::data))
                .orElseThrow(() -> new StoreConflictException(path, "is at another version"));
        return new StoreWrite.Update(path, RecordCodec.rewrite(next, before), current.version());
    }

    /**
     * The record of a project as it stands once {@code writes} are made.
     *
     * @throws IllegalArgumentException when none of them creates or updates it
     */
    public Versioned<ProjectRecord> written(ProjectName project, List<StoreWrite> writes) {
        String path = Paths.project(project);
        Function<byte[], ProjectRecord> decode = decoder(path, ProjectRecord.class);
        for (StoreWrite write : writes) {
            if (write instanceof StoreWrite.Create(String at, byte[] data, _) && at.equals(path)) {
                return new Versioned<>(decode.apply(data), 0, 0);
            }
            if (write instanceof StoreWrite.Update(String at, byte[] data, int version)
                    && at.equals(path)) {
                return new Versioned<>(decode.apply(data), version + 1, 0);
            }
        }
        throw new IllegalArgumentException("nothing is written of project " + project);
    }

    /** Decodes what stands at {@code path}, so that {@link #replace} need not read it again. */
    <T> Function<byte[], T> decoder(String path, Class<T> type) {
        return data -> latest.decode(path, data, type);
    }

    private <T> Optional<Versioned<T>> read(String path, Class<T> type) {
        return store.read(path)
                .map(found -> decoded(found, data -> latest.decode(found.path(), data, type)));
    }

    private static <T> Versioned<T> decoded(StoredRecord found, Function<byte[], T> decode) {
        try {
            return new Versioned<>(decode.apply(found.data()), found.version(), found.sequence());
        } catch (UnreadableRecordException e) {
            throw e.at(found.path());
        }
    }

    private static <T> Optional<Versioned<T>> readable(StoredRecord found,
            Function<byte[], T> decode) {
        try {
            return Optional.of(decoded(found, decode));
        } catch (UnreadableRecordException e) {
            LOG.warn("{}", e.getMessage());
            return Optional.empty();
        }
    }

    private <T> List<T> names(String path, Function<String, T> name) {
        return store.children(path).stream().filter(Name::isValid).map(name).toList();
    }
}
