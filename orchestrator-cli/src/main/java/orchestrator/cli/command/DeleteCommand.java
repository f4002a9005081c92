package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.cli.render.Json;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Words;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Stop everything of a project. Its data volumes and its secrets stay.")
final class DeleteCommand extends ShellCommand {
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Parameters(paramLabel = "PROJECT", description = "the project to stop")
    private String name = "";

    DeleteCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        wait.timeout();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            ProjectName project = ProjectOption.known(name, view);
            ProjectView now = ProjectViews.of(view, project).orElseThrow();
            String warning = "This stops " + Words.count(now.instances().size(), "instance")
                    + " of " + project + " for good; its data volumes and secrets stay."
                    + GitNote.of(client, project, Verb.DELETE).map(note -> " " + note).orElse("");
            if (!yes.agreed(shell.console(), warning, "Delete?")) {
                return ExitCode.NEEDS_YES;
            }
            Revision made = client.apply(deletion(project, now),
                    Planning.expected(view, project));
            Convergence convergence = new Convergence(client, shell.console().clock(),
                    Goal.revision(project, made.number()));
            Convergence.Result result = Looking.on(shell, options,
                    new Looking.Begun(Optional.of(now), List.of()),
                    display -> convergence.await(wait.timeout(), display));
            return tell(project, made.number(), result);
        }
    }

    private Revision deletion(ProjectName project, ProjectView now) {
        return new Revision(project, now.revision() + 1, shell.who(),
                shell.console().clock().instant(), shell.from(), "deleted", now.file(), "",
                new TreeMap<>(), true);
    }

    private int tell(ProjectName project, int revision, Convergence.Result result) {
        String took = Words.duration(result.took());
        int left = result.project().map(each -> each.instances().size()).orElse(0);
        if (options.json()) {
            shell.console().print(Json.document("orch.delete/1").with("project", project)
                    .with("revision", revision)
                    .with("result", Outcome.word(result.end()))
                    .with("left", left));
        } else if (result.end() == Convergence.End.DONE) {
            shell.console().print("Done in " + took + ". Nothing of " + project
                    + " runs any more; its data volumes and secrets stay.");
        } else {
            shell.console().print("Still stopping after " + took + ": "
                    + Words.count(left, "instance") + " of " + project
                    + " left. The cluster goes on.");
            shell.console().hint("Next: orch status --watch");
        }
        return Outcome.exitCode(result.end());
    }
}
