package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.DeadNodeView;
import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Nearest;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.plan.Forecast;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {
        "Vouch that a silent node is dead: nothing runs on it any more.",
        "",
        "What is exclusive then starts elsewhere. The node takes no work when it comes",
        "back, until orch undrain."})
final class NodeCommand extends ShellCommand {
    private static final String ACT = "confirm-dead";

    @Mixin
    private YesOption yes = new YesOption();
    @Parameters(index = "0", arity = "0..1", paramLabel = ACT, description = "what to do")
    private String act = "";
    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "a node that is silent")
    private String node = "";
    @Option(names = "--reason", paramLabel = "TEXT", description = "how it is known, for whoever looks at it later")
    private String reason = "";

    NodeCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        requireWords();
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            Planning.requireWhole(view);
            NodeObservation observed = NodeArgument.find(node, view);
            requireSilent(observed);
            DeadNodeView dead = forecast(view, observed);
            if (observed.isConfirmedDead()) {
                return tell(dead, false);
            }
            show(view, dead);
            return yes.whenAgreed(shell.console(), dead.warning(),
                    "Is " + observed.name() + " dead?", () -> confirm(client, dead));
        }
    }

    private void requireWords() {
        String hint = "orch nodes lists the nodes; orch node confirm-dead NODE says one is dead";
        if (act.isEmpty()) {
            throw Failure.wrongInput("orch node needs confirm-dead NODE", hint);
        }
        if (!act.equals(ACT)) {
            throw Failure.wrongInput("orch node does not know \"" + act + "\""
                    + Nearest.question(act, List.of(ACT)), hint);
        }
        if (node.isEmpty()) {
            throw Failure.wrongInput("orch node confirm-dead needs NODE", hint);
        }
    }

    private static void requireSilent(NodeObservation observed) {
        if (observed.silentSince().isEmpty()) {
            throw Failure.wrongInput(observed.name() + " is not dead: its agent has a session",
                    "orch drain " + observed.name() + " empties it");
        }
    }

    private DeadNodeView forecast(ClusterView view, NodeObservation observed) {
        NodeIntent intent = NodeIntent.dead(shell.who(), reason,
                shell.console().clock().instant(), observed.nodeVersion());
        List<NodeObservation> nodes = new ArrayList<>();
        for (NodeObservation each : view.observed().nodes()) {
            nodes.add(each != observed ? each : each.withIntent(intent));
        }
        ObservedState now = view.observed();
        ObservedState then = new ObservedState(now.cluster(), now.epoch(),
                now.usedIncarnations(), now.takenAt(), now.complete(), nodes, now.secrets());
        Forecast forecast = Planning.forecast(view.desired(), then);
        return DeadNodeView.of(view, observed,
                InstanceChange.of(forecast.actions(), then), forecast.holds());
    }

    private void show(ClusterView view, DeadNodeView dead) {
        if (!options.json()) {
            Console console = shell.console();
            List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
            lines.addAll(dead.lines(console.look()));
            console.print(lines);
        }
    }

    /** It may have come back while the person thought about it. */
    private int confirm(ClusterClient client, DeadNodeView dead) {
        try {
            return tell(dead, client.confirmDead(dead.node(), shell.who(), reason));
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput(e.getMessage(), "orch nodes");
        }
    }

    private int tell(DeadNodeView dead, boolean changed) {
        Console console = shell.console();
        if (options.json()) {
            console.print(dead.json(changed));
        } else if (changed) {
            console.print(dead.node() + " is confirmed dead, by " + shell.who() + ".");
            console.hint("Next: orch status --watch; once it is back: orch undrain "
                    + dead.node());
        } else {
            console.print(dead.node() + " was confirmed dead before. Nothing was changed.");
        }
        return ExitCode.DONE;
    }
}
