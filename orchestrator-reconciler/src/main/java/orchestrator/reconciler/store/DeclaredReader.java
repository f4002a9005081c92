package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.Name;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.wire.RecordCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the current revision of every project; each revision is resolved once. A project of which
 * nothing changed is the same object, and where that holds for all so is what is read.
 */
final class DeclaredReader {
    private static final Logger LOG = LoggerFactory.getLogger(DeclaredReader.class);

    private final ClusterRecords records;
    private final RecordCache cache;
    private final SortedMap<ProjectName, Known> known = new TreeMap<>();
    private final SortedSet<ProjectName> changed = new TreeSet<>();
    /** The last revision of each project that was asked for beside the current one. */
    private final Map<ProjectName, Resolved> others = new TreeMap<>();
    private List<String> names = List.of();
    private boolean stale;
    private Declared all = new Declared(DesiredState.NOTHING, List.of(), List.of());

    DeclaredReader(ClusterRecords records, RecordCache cache) {
        this.records = records;
        this.cache = cache;
    }

    /** What came of one revision; the revision itself is compared, as its number may come back. */
    private record Resolved(Revision revision, Optional<DesiredProject> project) {}

    /** All that is known of a project; {@code desired} with what halts it. */
    private record Known(Optional<Declared.CurrentProject> current, Optional<Resolved> resolved,
            Optional<Versioned<RolloutRecord>> rollout, Optional<DesiredProject> desired) {
        static final Known NOTHING = new Known(Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());

        /** The project at this revision, the same object if it was that before. */
        private Optional<DesiredProject> halted(Resolved now, Optional<Reason> halt) {
            boolean same = desired.isPresent() && resolved.filter(each -> each == now).isPresent()
                    && desired.get().halted().equals(halt);
            return same
                    ? desired
                    : now.project().map(project -> halt.isEmpty()
                            ? project
                            : project.withHalt(halt));
        }
    }

    /** The record at {@code path} may be another. */
    void changed(String path) {
        if (path.equals(Paths.PROJECTS)) {
            everything();
            return;
        }
        String[] parts = path.split("/", 4);
        boolean concerns = parts.length > 2
                && (path.startsWith(Paths.PROJECTS + "/") || path.startsWith(Paths.ROLLOUTS + "/"));
        if (concerns && Name.isValid(parts[2])) {
            changed.add(new ProjectName(parts[2]));
        }
    }

    /** Any record may be another. */
    void everything() {
        changed.addAll(known.keySet());
    }

    Declared read() {
        readAhead();
        List<String> now = cache.children(Paths.PROJECTS);
        if (now != names) {
            know(now);
            readAhead();
        }
        changed.retainAll(known.keySet());
        readAheadRevisions();
        for (ProjectName name : List.copyOf(changed)) {
            Known before = known.get(name);
            Known next = look(name, before);
            if (!next.equals(before)) {
                // The one before is most often the good one, which will be asked for.
                before.resolved().filter(old -> !Optional.of(old).equals(next.resolved()))
                        .ifPresent(old -> others.put(name, old));
                known.put(name, next);
                stale = true;
            }
            changed.remove(name);
        }
        if (stale) {
            all = assembled();
            stale = false;
        }
        return all;
    }

    private void know(List<String> now) {
        SortedSet<ProjectName> there = new TreeSet<>();
        now.stream().filter(Name::isValid).map(ProjectName::new).forEach(there::add);
        stale |= known.keySet().retainAll(there);
        others.keySet().retainAll(there);
        for (ProjectName name : there) {
            if (known.putIfAbsent(name, Known.NOTHING) == null) {
                changed.add(name);
                stale = true;
            }
        }
        names = now;
    }

    /**
     * All that a change most often needs in one question: a new revision is the one after that before.
     * It is asked for after the project, which then names none that was not there to be read.
     */
    private void readAhead() {
        List<String> paths = new ArrayList<>();
        for (ProjectName name : changed) {
            paths.add(Paths.project(name));
            paths.add(Paths.rollout(name));
            if (!cache.isFresh(Paths.project(name))) {
                paths.add(Paths.revision(name, next(name)));
            }
        }
        cache.readAhead(paths);
    }

    private int next(ProjectName name) {
        return 1 + Optional.ofNullable(known.get(name)).flatMap(Known::current)
                .map(current -> current.record().currentRevision()).orElse(0);
    }

    private void readAheadRevisions() {
        List<String> revisions = new ArrayList<>();
        for (ProjectName name : changed) {
            project(name).ifPresent(record -> revisions
                    .add(Paths.revision(name, record.currentRevision())));
        }
        cache.readAhead(revisions);
    }

    private Known look(ProjectName name, Known before) {
        Optional<Declared.CurrentProject> current = current(name);
        Optional<Versioned<RolloutRecord>> rollout = rollout(name);
        if (current.isEmpty()) {
            return new Known(current, Optional.empty(), rollout, Optional.empty());
        }
        Resolved resolved = resolve(current.get().revision(), before.resolved());
        return new Known(current, Optional.of(resolved), rollout, before.halted(resolved,
                Halt.of(current.get().record(), rollout.map(Versioned::value))));
    }

    private Declared assembled() {
        List<DesiredProject> desired = new ArrayList<>();
        List<Declared.CurrentProject> current = new ArrayList<>();
        List<ProjectName> unreadable = new ArrayList<>();
        List<Versioned<RolloutRecord>> rollouts = new ArrayList<>();
        known.forEach((name, each) -> {
            each.current().ifPresent(current::add);
            each.rollout().ifPresent(rollouts::add);
            each.desired().ifPresentOrElse(desired::add, () -> unreadable.add(name));
        });
        return new Declared(new DesiredState(desired), current, unreadable, rollouts);
    }

    Optional<SnapshotReader.Resolved> read(ProjectName name, int number) {
        return revision(name, number).flatMap(found -> {
            Resolved other = resolve(found, Optional.ofNullable(others.get(name)));
            others.put(name, other);
            return other.project()
                    .map(project -> new SnapshotReader.Resolved(other.revision(), project));
        });
    }

    private Optional<Revision> revision(ProjectName name, int number) {
        return cache.get(Paths.revision(name, number),
                data -> RecordCodec.decode(Revision.class, data)).value();
    }

    private Optional<ProjectRecord> project(ProjectName name) {
        String path = Paths.project(name);
        return cache.get(path, records.decoder(path, ProjectRecord.class)).value();
    }

    /** The record of a project as it was last read, without a look. */
    Optional<Versioned<ProjectRecord>> lastKnown(ProjectName name) {
        return cache.known(Paths.project(name));
    }

    private Optional<Declared.CurrentProject> current(ProjectName name) {
        return project(name).flatMap(project -> revision(name, project.currentRevision())
                .map(revision -> new Declared.CurrentProject(project, revision)));
    }

    /** Nothing watches these: the leader alone writes them, and says so to its own cache. */
    private Optional<Versioned<RolloutRecord>> rollout(ProjectName name) {
        String path = Paths.rollout(name);
        RecordCache.Entry<RolloutRecord> entry = cache.get(path,
                records.decoder(path, RolloutRecord.class));
        return entry.isUnreadable()
                ? Optional.empty()
                : Optional.of(new Versioned<>(
                        entry.value().orElseGet(() -> RolloutRecord.none(name)), entry.version(),
                        entry.sequence()));
    }

    private static Resolved resolve(Revision revision, Optional<Resolved> before) {
        return before.filter(known -> known.revision().equals(revision))
                .orElseGet(() -> new Resolved(revision, read(revision)));
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
