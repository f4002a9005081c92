package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.Name;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.wire.RecordCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the current revision of every project; each revision is resolved once. */
final class DeclaredReader {
    private static final Logger LOG = LoggerFactory.getLogger(DeclaredReader.class);

    private final RecordCache cache;
    private Map<ProjectName, Resolved> resolved = new TreeMap<>();
    /** The last revision of each project that was asked for beside the current one. */
    private final Map<ProjectName, Resolved> others = new TreeMap<>();

    DeclaredReader(RecordCache cache) {
        this.cache = cache;
    }

    /** What came of one revision; the revision itself is compared, as its number may come back. */
    private record Resolved(Revision revision, Optional<DesiredProject> project) {}

    Declared read() {
        List<DesiredProject> desired = new ArrayList<>();
        List<Declared.CurrentProject> current = new ArrayList<>();
        List<ProjectName> unreadable = new ArrayList<>();
        List<Versioned<RolloutRecord>> rollouts = new ArrayList<>();
        Map<ProjectName, Resolved> next = new TreeMap<>();
        for (String child : cache.children(Paths.PROJECTS)) {
            if (!Name.isValid(child)) {
                continue;
            }
            ProjectName name = new ProjectName(child);
            Optional<Declared.CurrentProject> found = current(name);
            found.ifPresent(current::add);
            found.ifPresent(each -> next.put(name, resolve(each.revision(), resolved)));
            Optional<Versioned<RolloutRecord>> rollout = rollout(name);
            rollout.ifPresent(rollouts::add);
            Optional.ofNullable(next.get(name)).flatMap(Resolved::project)
                    .map(each -> each.withHalt(Halt.of(found.orElseThrow().record(),
                            rollout.map(Versioned::value))))
                    .ifPresentOrElse(desired::add, () -> unreadable.add(name));
        }
        resolved = next;
        return new Declared(new DesiredState(desired), current, unreadable, rollouts);
    }

    Optional<SnapshotReader.Resolved> read(ProjectName name, int number) {
        return revision(name, number).flatMap(found -> {
            Resolved known = resolve(found, others);
            others.put(name, known);
            return known.project()
                    .map(project -> new SnapshotReader.Resolved(known.revision(), project));
        });
    }

    private Optional<Revision> revision(ProjectName name, int number) {
        return cache.get(Paths.revision(name, number),
                data -> RecordCodec.decode(Revision.class, data)).value();
    }

    private Optional<Declared.CurrentProject> current(ProjectName name) {
        Optional<ProjectRecord> record = cache.get(Paths.project(name),
                data -> RecordCodec.decode(ProjectRecord.class, data)).value();
        return record.flatMap(project -> revision(name, project.currentRevision())
                .map(revision -> new Declared.CurrentProject(project, revision)));
    }

    /** Nothing watches these: the leader alone writes them, and says so to its own cache. */
    private Optional<Versioned<RolloutRecord>> rollout(ProjectName name) {
        RecordCache.Entry<RolloutRecord> entry = cache.get(Paths.rollout(name),
                data -> RecordCodec.decode(RolloutRecord.class, data));
        return entry.isUnreadable()
                ? Optional.empty()
                : Optional.of(new Versioned<>(
                        entry.value().orElseGet(() -> RolloutRecord.none(name)), entry.version(),
                        entry.sequence()));
    }

    private static Resolved resolve(Revision revision, Map<ProjectName, Resolved> before) {
        Resolved known = before.get(revision.project());
        return known != null && known.revision().equals(revision)
                ? known
                : new Resolved(revision, read(revision));
    }

    private static Optional<DesiredProject> read(Revision revision) {
        if (revision.deletes()) {
            return Optional.of(new DesiredProject(revision.project(), revision.number(), List.of(),
                    List.of(), List.of()));
        }
        DeclarationReader.Result result = DeclarationReader.read(revision.file(), revision.text(),
                revision.files(), revision.number());
        if (result.project().isEmpty()) {
            LOG.warn("revision {} of project {} cannot be understood by this program: {}",
                    revision.number(), revision.project(), result.problems());
        }
        return result.project().map(found -> found.withRestarts(revision.restarts()));
    }
}
