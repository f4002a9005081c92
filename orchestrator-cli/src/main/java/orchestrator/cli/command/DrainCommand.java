package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.DrainView;
import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Forecast;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Empty a node, for its maintenance, and look on until it is empty.")
final class DrainCommand extends ShellCommand {
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Parameters(paramLabel = "NODE", description = "the node to empty")
    private String node = "";
    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for whoever looks at it later")
    private String reason = "";

    DrainCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        wait.timeout();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            Planning.requireWhole(view);
            NodeObservation observed = NodeArgument.find(node, view);
            DrainView drain = forecast(view, observed);
            show(view, drain);
            if (!agreed(drain)) {
                return ExitCode.NEEDS_YES;
            }
            client.drain(observed.name(), shell.who(), reason);
            NodeEmptying.Result result = new NodeEmptying(client, shell.console(), options.json())
                    .await(drain, wait.timeout());
            return tell(drain, result);
        }
    }

    /** What would happen, from the same planner that makes it happen. */
    private DrainView forecast(ClusterView view, NodeObservation node) {
        NodeIntent intent = new NodeIntent(shell.who(), reason,
                shell.console().clock().instant());
        List<NodeObservation> nodes = new ArrayList<>();
        for (NodeObservation each : view.observed().nodes()) {
            nodes.add(each != node ? each : each.withIntent(intent));
        }
        ObservedState now = view.observed();
        ObservedState drained = new ObservedState(now.cluster(), now.epoch(),
                now.usedIncarnations(), now.takenAt(), now.complete(), nodes, now.secrets());
        Forecast forecast = Planning.forecast(view.desired(), drained);
        return DrainView.of(node, forecast, InstanceChange.of(forecast.actions(), drained));
    }

    private void show(ClusterView view, DrainView drain) {
        if (!options.json()) {
            Console console = shell.console();
            List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
            lines.addAll(drain.lines(console.look()));
            console.print(lines);
        }
    }

    private boolean agreed(DrainView drain) {
        if (drain.down().isEmpty()) {
            return true;
        }
        List<String> names = drain.down().stream().map(each -> each.id().address()).toList();
        String warning = names.size() <= 3
                ? Words.list(names) + " will be down."
                : names.size() + " instances will be down.";
        return yes.agreed(shell.console(), warning, "Drain?");
    }

    private int tell(DrainView drain, NodeEmptying.Result result) {
        NodeName name = drain.node();
        if (options.json()) {
            shell.console().print(drain.json(
                    result.end().name().toLowerCase(java.util.Locale.ROOT)));
            return Outcome.exitCode(result.end());
        }
        String took = Words.duration(result.took());
        String left = Words.count(result.left(), "instance") + " still on " + name;
        shell.console().print(switch (result.end()) {
            case DONE -> "Drained in " + took + "; safe to reboot.";
            case FAILED, ROLLED_BACK, OVERTAKEN -> "Not empty after " + took + ": " + left
                    + " that nothing else can take.";
            case TIMEOUT -> "Still draining after " + took + ": " + left + ".";
            case INTERRUPTED -> "Left after " + took + ": " + left + ". The cluster goes on.";
        });
        shell.console().hint("Afterwards: orch undrain " + name);
        return Outcome.exitCode(result.end());
    }
}
