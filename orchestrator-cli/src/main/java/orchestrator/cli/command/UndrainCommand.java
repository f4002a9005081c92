package orchestrator.cli.command;

import orchestrator.cli.render.Json;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Let a node take work again.")
final class UndrainCommand extends ShellCommand {
    @Parameters(paramLabel = "NODE", description = "a node that was drained")
    private String node = "";

    UndrainCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            NodeName name = NodeArgument.find(node, client.view()).name();
            boolean changed = client.undrain(name);
            if (options.json()) {
                shell.console().print(Json.document("orch.undrain/1").with("node", name)
                        .with("changed", changed));
            } else {
                shell.console().print(changed
                        ? name + " takes work again. What runs elsewhere stays there."
                        : name + " was not drained. Nothing was changed.");
            }
            return ExitCode.DONE;
        }
    }
}
