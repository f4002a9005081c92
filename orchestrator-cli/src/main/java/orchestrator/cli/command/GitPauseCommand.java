package orchestrator.cli.command;

import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitView;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {
        "Apply nothing of the repository, and put nothing back, for now.",
        "", "It is still looked at, so orch git status shows what waits."})
final class GitPauseCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";

    GitPauseCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            ProjectName name = connected.find(project, look);
            boolean changed = client.git().pause(name, shell.who());
            GitView git = look.full(name).orElseThrow(() -> Failure.wrongInput(
                    name + " follows no repository any more", "orch git status"));
            if (options.json()) {
                shell.console().print(GitJson.of(git).with("changed", changed));
            } else if (changed) {
                shell.console().print("Paused: no commit of " + git.source().branch()
                        + " is applied to " + name + ", and nothing is put back.");
                shell.console().hint("Next: orch git resume " + name);
            } else {
                shell.console().print(name + " is paused already"
                        + git.source().pause().map(pause -> ", by " + pause.who()).orElse("")
                        + ". Nothing was changed.");
                shell.console().hint("Next: orch git resume " + name);
            }
            return ExitCode.DONE;
        }
    }
}
