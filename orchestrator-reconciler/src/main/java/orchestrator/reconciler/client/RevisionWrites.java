package orchestrator.reconciler.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** The writes that make a draft the current revision of its project, from one look at it. */
final class RevisionWrites {
    /** How many revisions of a project are kept, the current one included. */
    static final int KEPT = 50;
    /** Most old ones that one commit drops; the rest goes with later ones. */
    private static final int DROPPED_AT_ONCE = 20;
    private static final byte[] NOTHING = {};

    private final ClusterRecords records;
    private final Revision revision;
    private final Optional<Versioned<ProjectRecord>> current;

    private RevisionWrites(ClusterRecords records, Revision revision,
            Optional<Versioned<ProjectRecord>> current) {
        this.records = records;
        this.revision = revision;
        this.current = current;
    }

    /**
     * Looks at the project.
     *
     * @throws ProjectChangedException when its current revision is not {@code expected}
     */
    static RevisionWrites of(ClusterRecords records, Revision draft, OptionalInt expected) {
        ProjectName project = draft.project();
        Optional<Versioned<ProjectRecord>> current = records.project(project);
        OptionalInt found = current.map(each -> OptionalInt.of(each.value().currentRevision()))
                .orElse(OptionalInt.empty());
        if (!found.equals(expected)) {
            throw new ProjectChangedException("project " + project + changed(found, expected)
                    + ": somebody else changed it meanwhile");
        }
        Revision revision = new Revision(project, found.orElse(0) + 1, draft.who(), draft.when(),
                draft.from(), draft.change(), draft.file(), draft.text(), draft.files(),
                draft.deletes(), draft.restarts());
        return new RevisionWrites(records, revision, current);
    }

    private static String changed(OptionalInt found, OptionalInt expected) {
        if (found.isEmpty()) {
            return " does not exist any more";
        }
        return " is at revision " + found.getAsInt() + " by now"
                + (expected.isPresent() ? ", not at " + expected.getAsInt() : "");
    }

    Revision revision() {
        return revision;
    }

    /**
     * What the revision says.
     *
     * @throws IllegalArgumentException when it has problems: nothing of it may be stored
     */
    Optional<DesiredProject> project() {
        if (revision.deletes()) {
            return Optional.empty();
        }
        DeclarationReader.Result result = DeclarationReader.read(revision.file(), revision.text(),
                revision.files(), revision.number());
        if (!result.problems().isEmpty()) {
            throw new IllegalArgumentException(revision.file() + " has "
                    + result.problems().size() + " problems; the first, at "
                    + result.problems().getFirst().mark() + ": "
                    + result.problems().getFirst().message());
        }
        return result.project().map(this::ofThisProject);
    }

    private DesiredProject ofThisProject(DesiredProject found) {
        if (!found.name().equals(revision.project())) {
            throw new IllegalArgumentException(revision.file() + " declares project "
                    + found.name() + ", not " + revision.project());
        }
        return found;
    }

    List<StoreWrite> writes() {
        ProjectName project = revision.project();
        ProjectRecord next = new ProjectRecord(project, revision.number());
        List<StoreWrite> writes = new ArrayList<>();
        if (current.isPresent()) {
            writes.add(records.replace(next, current.get()));
        } else {
            writes.add(records.put(Paths.project(project), next, Optional.empty()));
            writes.add(new StoreWrite.Create(Paths.revisions(project), NOTHING, false));
        }
        writes.add(records.put(Paths.revision(project, revision.number()), revision,
                Optional.empty()));
        writes.addAll(dropped());
        return writes;
    }

    /** Revisions are never rewritten, so an old one stands at version 0. */
    private List<StoreWrite> dropped() {
        return records.revisions(revision.project()).stream()
                .filter(number -> number <= revision.number() - KEPT)
                .limit(DROPPED_AT_ONCE)
                .<StoreWrite>map(number -> new StoreWrite.Delete(
                        Paths.revision(revision.project(), number), 0))
                .toList();
    }
}
