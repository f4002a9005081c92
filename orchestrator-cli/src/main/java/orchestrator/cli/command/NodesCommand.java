package orchestrator.cli.command;

import orchestrator.cli.render.NodesScreen;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;

@CommandLine.Command(description = "Show the nodes, what they run and what room they have.")
final class NodesCommand extends ShellCommand {

    NodesCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            if (options.json()) {
                shell.console().print(NodesScreen.json(view));
            } else {
                shell.console().print(NodesScreen.of(view, shell.console().look()));
            }
            return ExitCode.DONE;
        }
    }
}
