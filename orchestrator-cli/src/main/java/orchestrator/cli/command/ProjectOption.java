package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Nearest;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine.Option;

/** {@code -p PROJECT}: which one is meant, where there are several. */
final class ProjectOption {
    @Option(names = {"-p",
            "--project"}, paramLabel = "PROJECT", description = "the project that is meant")
    private String name = "";

    /** The project that was named, when one was. */
    Optional<ProjectName> chosen(ClusterView view) {
        return name.isEmpty() ? Optional.empty() : Optional.of(known(name, view));
    }

    /** The one that was named, or the only one there is. */
    ProjectName theOne(ClusterView view) {
        List<ProjectName> all = names(view);
        if (!name.isEmpty()) {
            return known(name, view);
        }
        if (all.isEmpty()) {
            throw Failure.wrongInput("no project runs here", "orch init, then orch apply");
        }
        if (all.size() > 1) {
            throw Failure.wrongInput("there are several projects: "
                    + String.join(", ", all.stream().map(ProjectName::value).toList()),
                    "say which one with -p PROJECT");
        }
        return all.getFirst();
    }

    /** The one that was named, even if it does not run yet, or the only one there is. */
    ProjectName named(ClusterView view) {
        if (name.isEmpty()) {
            return theOne(view);
        }
        try {
            return new ProjectName(name);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage(), "orch status lists the projects");
        }
    }

    /** As {@link #theOne}, and also one that was deleted: its revisions are still there. */
    ProjectName known(ClusterView view) {
        List<ProjectName> ever = view.projects().stream().map(each -> each.record().project())
                .sorted().toList();
        Optional<ProjectName> deleted = ever.stream()
                .filter(each -> name.isEmpty() ? ever.size() == 1 : each.value().equals(name))
                .findFirst();
        return deleted.orElseGet(() -> theOne(view));
    }

    /** The project of that name. */
    static ProjectName known(String name, ClusterView view) {
        List<ProjectName> all = names(view);
        return all.stream().filter(each -> each.value().equals(name)).findFirst()
                .orElseThrow(() -> Failure.wrongInput("there is no project \"" + name + "\""
                        + Nearest.question(name, all.stream().map(ProjectName::value).toList()),
                        "orch status lists them"));
    }

    private static List<ProjectName> names(ClusterView view) {
        return view.projects().stream().filter(each -> !each.revision().deletes())
                .map(each -> each.record().project()).sorted().toList();
    }
}
