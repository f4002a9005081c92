package orchestrator.cli.command;

import orchestrator.cli.render.GitView;
import orchestrator.cli.render.Json;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Follow the repository no longer.", "",
        "The project stays as it is, and so do its secrets."})
final class GitDisconnectCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";

    GitDisconnectCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            ProjectName name = connected.find(project, look);
            GitView before = look.full(name).orElseThrow();
            boolean changed = client.git().disconnect(name);
            if (options.json()) {
                shell.console().print(Json.document("orch.git/1").with("project", name)
                        .with("connected", false).with("changed", changed));
                return ExitCode.DONE;
            }
            shell.console().print(name + " no longer follows " + before.source().branch() + " of "
                    + before.source().url() + ". "
                    + before.current().filter(each -> !each.revision().deletes())
                            .map(each -> "It stays as it is, at revision "
                                    + each.revision().number() + ".")
                            .orElse("Nothing of it ran."));
            shell.console().hint("Next: orch apply, as before");
            return ExitCode.DONE;
        }
    }
}
