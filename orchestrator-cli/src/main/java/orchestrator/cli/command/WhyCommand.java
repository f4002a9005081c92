package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Look;
import orchestrator.cli.render.NodeScreen;
import orchestrator.cli.render.Why;
import orchestrator.cli.render.WhyScreen;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Say why something is as it is: lamp-3/apache-1, lamp-3, lamp.")
final class WhyCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Parameters(paramLabel = "ADDRESS", description = "an instance, a copy, a service, a stack, or a node")
    private String address = "";

    WhyCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            Optional<NodeObservation> node = view.observed().nodes().stream()
                    .filter(each -> each.name().value().equals(address)).findFirst();
            if (node.isPresent()) {
                return node(view, node.get());
            }
            AddressArgument.Found found = new AddressArgument(address, project).find(view);
            List<InstanceView> shown = worthTelling(found.instances());
            List<Why> answers = Explanation.of(view, found.project(), shown);
            if (options.json()) {
                shell.console().print(WhyScreen.json(found.project(), answers));
                return ExitCode.DONE;
            }
            Look look = shell.console().look();
            List<Line> lines = new ArrayList<>(Banner.of(view, look));
            if (shown.size() < found.instances().size()) {
                int ready = found.instances().size() - shown.size();
                lines.add(Line.of(ready + " of " + found.instances().size()
                        + (ready == 1 ? " is" : " are") + " ready. The others:"));
            }
            lines.addAll(WhyScreen.of(answers, look));
            shell.console().print(lines);
            return ExitCode.DONE;
        }
    }

    private int node(ClusterView view, NodeObservation node) {
        if (options.json()) {
            shell.console().print(NodeScreen.json(view, node));
        } else {
            Look look = shell.console().look();
            List<Line> lines = new ArrayList<>(Banner.of(view, look));
            lines.addAll(NodeScreen.of(view, node, look));
            shell.console().print(lines);
        }
        return ExitCode.DONE;
    }

    /** Of several, those that are not ready; all when all are. */
    private static List<InstanceView> worthTelling(List<InstanceView> instances) {
        List<InstanceView> unready = instances.stream().filter(each -> !each.isReady()).toList();
        return unready.isEmpty() ? instances : unready;
    }
}
