package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import orchestrator.cli.render.FailureScreen;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.StatusJson;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterView;

/** The last words of a command that looked on, and its exit code. */
record Outcome(Console console, boolean json) {
    int ofApply(ProjectName name, int revision, Convergence.Result result,
            Optional<ClusterView> view) {
        Optional<ProjectView> project = view.flatMap(each -> ProjectViews.of(each, name))
                .or(result::project);
        if (json) {
            console.print(json(name, revision, result, project));
            return exitCode(result.end());
        }
        String took = Words.duration(result.took());
        String standing = name + " is at revision " + revision + ", " + project
                .map(each -> each.ready() + " of " + each.wanted() + " ready").orElse("gone");
        switch (result.end()) {
            case DONE -> {
                console.print("Done in " + took + ". " + standing + ".");
                project.ifPresent(this::open);
            }
            case FAILED -> {
                List<Line> lines = new ArrayList<>(project.map(each -> FailureScreen.of(each,
                        console.look())).orElse(List.of()));
                console.print(lines);
                console.print("Not done after " + took + ": " + standing
                        + ". The cluster goes on trying.");
            }
            case TIMEOUT -> {
                console.print("Still working after " + took + ": " + standing + ".");
                console.hint("Next: orch status --watch");
            }
            case INTERRUPTED -> {
                console.print("Left after " + took + ": " + standing + ". The cluster goes on.");
                console.hint("Next: orch status --watch");
            }
        }
        return exitCode(result.end());
    }

    private void open(ProjectView project) {
        TreeSet<String> addresses = new TreeSet<>(Comparator
                .comparing((String each) -> !each.contains("localhost"))
                .thenComparing(Comparator.naturalOrder()));
        project.instances().forEach(each -> addresses.addAll(each.openAt()));
        addresses.stream().filter(each -> each.startsWith("http")).limit(3)
                .forEach(address -> console.print("Open " + address));
    }

    private static Json json(ProjectName name, int revision, Convergence.Result result,
            Optional<ProjectView> project) {
        return Json.document("orch.apply/1").with("project", name).with("revision", revision)
                .with("result", result.end().name().toLowerCase(java.util.Locale.ROOT))
                .with("seconds", result.took().toSeconds())
                .with("ready", project.map(ProjectView::ready).orElse(0))
                .with("wanted", project.map(ProjectView::wanted).orElse(0))
                .with("instances", project.map(ProjectView::instances).orElse(List.of()).stream()
                        .map(StatusJson::instance).toList());
    }

    static int exitCode(Convergence.End end) {
        return switch (end) {
            case DONE -> ExitCode.DONE;
            case FAILED -> ExitCode.FAILED;
            case TIMEOUT -> ExitCode.TIMEOUT;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
        };
    }
}
