package orchestrator.cli.command;

import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitView;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Follow the repository again after a pause.")
final class GitResumeCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";

    GitResumeCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            ProjectName name = connected.find(project, look);
            boolean changed = client.git().resume(name);
            GitView git = look.full(name).orElseThrow(() -> Failure.wrongInput(
                    name + " follows no repository any more", "orch git status"));
            if (options.json()) {
                shell.console().print(GitJson.of(git).with("changed", changed));
            } else if (changed) {
                shell.console().print(name + " follows " + git.source().branch() + " again."
                        + git.seen().filter(_ -> git.waits())
                                .map(commit -> " " + commit.id().brief() + " is next.")
                                .orElse(""));
                shell.console().hint("Next: orch git status " + name);
            } else {
                shell.console().print(name + " was not paused. Nothing was changed.");
            }
            return ExitCode.DONE;
        }
    }
}
