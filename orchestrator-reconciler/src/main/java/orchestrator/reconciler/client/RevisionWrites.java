package orchestrator.reconciler.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.RevisionCommit;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** The writes that make a draft the current revision of its project, from one look at it. */
final class RevisionWrites {
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
     * Looks at the project, unless {@code seen} is what is expected: the write is refused when that is
     * not so any more.
     *
     * @param seen what the writer saw of the project some time before
     * @throws ProjectChangedException when its current revision is not {@code expected}
     */
    static RevisionWrites of(ClusterRecords records, Revision draft, OptionalInt expected,
            Optional<Versioned<ProjectRecord>> seen) {
        ProjectName project = draft.project();
        Optional<Versioned<ProjectRecord>> current = seen
                .filter(each -> expected.equals(OptionalInt.of(each.value().currentRevision())))
                .or(() -> look(records, project, expected));
        Revision revision = new Revision(project, expected.orElse(0) + 1, draft.who(), draft.when(),
                draft.from(), draft.change(), draft.file(), draft.text(), draft.files(),
                draft.deletes(), draft.restarts());
        return new RevisionWrites(records, revision, current);
    }

    /**
     * The record of a project as it is now, empty where there is none.
     *
     * @throws ProjectChangedException when its current revision is not {@code expected}
     */
    static Optional<Versioned<ProjectRecord>> look(ClusterRecords records, ProjectName project,
            OptionalInt expected) {
        Optional<Versioned<ProjectRecord>> current = records.project(project);
        OptionalInt found = current.map(each -> OptionalInt.of(each.value().currentRevision()))
                .orElse(OptionalInt.empty());
        if (!found.equals(expected)) {
            throw new ProjectChangedException("project " + project + changed(found, expected)
                    + ": somebody else changed it meanwhile");
        }
        return current;
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
        return RevisionCommit.of(records, revision, current);
    }
}
