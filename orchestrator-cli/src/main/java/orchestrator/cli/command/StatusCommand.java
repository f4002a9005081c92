package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.GitView;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.StatusJson;
import orchestrator.cli.render.StatusScreen;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Show what runs, what does not, and why.")
final class StatusCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Option(names = {"-w", "--watch"}, description = "keep looking; q ends it")
    private boolean watch;

    StatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            if (watch) {
                return new StatusWatch(shell, client, project, options).run();
            }
            ClusterView view = client.view();
            Optional<ProjectName> only = project.chosen(view);
            List<ProjectView> projects = ProjectViews.of(view).stream()
                    .filter(each -> only.isEmpty() || only.get().equals(each.name())).toList();
            List<GitView> connections = new GitLook(client, view).all().stream()
                    .filter(each -> only.isEmpty() || only.get().equals(each.project())).toList();
            if (!options.json()) {
                shell.console().print(StatusScreen.of(view, projects, connections,
                        shell.console().look()));
            } else if (projects.isEmpty()) {
                shell.console().print(StatusJson.nothing(view));
            } else {
                projects.forEach(each -> shell.console().print(StatusJson.of(view, each,
                        connections.stream().filter(git -> git.project().equals(each.name()))
                                .findFirst())));
            }
            if (projects.isEmpty() && connections.isEmpty()) {
                shell.console().hint("Next: orch init, then orch apply");
            }
            return ExitCode.DONE;
        }
    }
}
