package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitList;
import orchestrator.cli.render.GitScreen;
import orchestrator.cli.render.GitView;
import orchestrator.cli.render.Line;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Show what is followed, how far, and what keeps it from going on.")
final class GitStatusCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "one project in full")
    private String project = "";

    GitStatusCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            List<GitView> all = connected.typed(project).isEmpty() ? look.all() : List.of();
            if (all.size() > 1) {
                several(look, all);
            } else {
                one(shell, options, look.full(connected.find(project, look)).orElseThrow());
            }
            return ExitCode.DONE;
        }
    }

    private void several(GitLook look, List<GitView> all) {
        if (options.json()) {
            all.forEach(each -> shell.console().print(GitJson.of(each)));
            return;
        }
        List<Line> lines = new ArrayList<>(Banner.of(look.view(), shell.console().look()));
        lines.addAll(GitList.of(all, shell.console().look()));
        shell.console().print(lines);
        shell.console().hint("One of them in full: orch git status PROJECT");
    }

    /** Shows one connection. */
    static void one(Shell shell, GlobalOptions options, GitView git) {
        if (options.json()) {
            shell.console().print(GitJson.of(git));
            return;
        }
        List<Line> lines = new ArrayList<>(Banner.of(git.around().view(),
                shell.console().look()));
        lines.addAll(GitScreen.of(git, shell.console().look()));
        shell.console().print(lines);
    }
}
