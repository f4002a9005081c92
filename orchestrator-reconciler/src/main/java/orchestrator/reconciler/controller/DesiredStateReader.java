package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.declaration.Problem;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.StoreUnavailableException;

/**
 * What should run, from the current revision of every project. Revisions never change, so each is
 * resolved once. One that cannot be read is left out, which holds all of its project: the planner
 * stops nothing of a project it does not know.
 */
final class DesiredStateReader {
    private final ClusterRecords records;
    private SortedMap<ProjectName, Resolved> cache = new TreeMap<>();

    DesiredStateReader(ClusterRecords records) {
        this.records = records;
    }

    /** All current revisions, now. */
    Reading read() {
        SortedMap<ProjectName, Resolved> current = new TreeMap<>();
        for (ProjectName name : records.projects()) {
            records.project(name).ifPresent(record -> current.put(name,
                    resolved(name, record.value().currentRevision())));
        }
        cache = current;
        return Reading.of(List.copyOf(current.values()));
    }

    /** One kept revision as it would run; empty when it cannot be read or is not kept. */
    Optional<DesiredProject> revision(ProjectName name, int number) {
        return resolved(name, number).project();
    }

    private Resolved resolved(ProjectName name, int number) {
        Resolved known = cache.get(name);
        return known != null && known.number() == number && known.problem().isEmpty()
                ? known
                : resolve(name, number);
    }

    private Resolved resolve(ProjectName name, int number) {
        try {
            return records.revision(name, number)
                    .map(revision -> resolve(revision.value()))
                    .orElseGet(() -> Resolved.unreadable(name, number, "it is not in the store"));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever is wrong with this one record must not keep the leader from all the others.
            return Resolved.unreadable(name, number, e.getMessage());
        }
    }

    private static Resolved resolve(Revision revision) {
        if (revision.deletes()) {
            return Resolved.readable(revision, new DesiredProject(revision.project(),
                    revision.number(), List.of(), List.of(), List.of()));
        }
        DeclarationReader.Result result = DeclarationReader.read(revision.file(), revision.text(),
                revision.files(), revision.number());
        return result.project()
                .map(project -> Resolved.readable(revision, project))
                .orElseGet(() -> Resolved.unreadable(revision.project(), revision.number(),
                        result.problems().stream().findFirst().map(Problem::message)
                                .orElse("it has a problem without a message")));
    }

    /** A revision and what came of it: exactly one of project and problem is there. */
    private record Resolved(ProjectName name, int number, Optional<Revision> revision,
            Optional<DesiredProject> project, Optional<String> problem) {
        static Resolved readable(Revision revision, DesiredProject project) {
            return new Resolved(revision.project(), revision.number(), Optional.of(revision),
                    Optional.of(project), Optional.empty());
        }

        static Resolved unreadable(ProjectName name, int number, String problem) {
            return new Resolved(name, number, Optional.empty(), Optional.empty(),
                    Optional.of(problem));
        }
    }

    /**
     * What came of all current revisions.
     *
     * @param revisions  the current ones that could be read, sorted by project
     * @param unreadable the ones that could not, sorted by project
     */
    record Reading(DesiredState desired, List<Revision> revisions, List<Unreadable> unreadable) {
        static Reading of(List<Resolved> all) {
            List<DesiredProject> projects = new ArrayList<>();
            List<Revision> revisions = new ArrayList<>();
            List<Unreadable> unreadable = new ArrayList<>();
            for (Resolved each : all) {
                each.project().ifPresent(projects::add);
                each.revision().ifPresent(revisions::add);
                each.problem().ifPresent(problem -> unreadable.add(
                        new Unreadable(each.name(), each.number(), problem)));
            }
            return new Reading(new DesiredState(projects), List.copyOf(revisions),
                    List.copyOf(unreadable));
        }
    }

    /** A current revision this program cannot make sense of, and why. */
    record Unreadable(ProjectName project, int revision, String problem) {}
}
