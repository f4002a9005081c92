package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.InstanceChange;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.PlanJson;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Make the cluster run what the file says, and look on until it does.")
final class ApplyCommand implements Command {
    @Mixin
    private GlobalOptions options = new GlobalOptions();
    @Mixin
    private FileOption file = new FileOption();
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Option(names = "--no-wait", description = "do not look on")
    private boolean noWait;
    private final Shell shell;

    ApplyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public GlobalOptions options() {
        return options;
    }

    @Override
    public int run() {
        wait.timeout();
        Draft draft = Draft.read(file, shell.folder());
        if (ProblemText.stops(draft, shell.console(), options.json())) {
            return ExitCode.WRONG_INPUT;
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            PlanView plan = Planning.of(draft, view);
            show(view, plan);
            if (plan.isEmpty() && plan.holds().isEmpty()) {
                return done(plan);
            }
            if (!agreed(plan)) {
                return ExitCode.NEEDS_YES;
            }
            int revision = plan.from() == plan.to()
                    ? plan.from()
                    : client.apply(revision(draft, plan), Planning.expected(view, plan.name()))
                            .number();
            return noWait ? sent(plan, revision) : lookOn(client, view, plan, revision);
        }
    }

    private void show(ClusterView view, PlanView plan) {
        Console console = shell.console();
        if (options.json()) {
            console.print(PlanJson.of(plan));
            return;
        }
        List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
        lines.addAll(PlanScreen.of(plan, console.look()));
        lines.addAll(PlanScreen.verdict(plan, "", console.look()));
        console.print(lines);
    }

    private int done(PlanView plan) {
        if (options.json()) {
            shell.console().print(Json.document("orch.apply/1").with("project", plan.name())
                    .with("revision", plan.from()).with("result", "unchanged"));
        } else {
            shell.console().hint("Nothing to do. Next: orch status");
        }
        return ExitCode.DONE;
    }

    private boolean agreed(PlanView plan) {
        List<InstanceChange> stops = plan.stops();
        return stops.isEmpty() || yes.agreed(shell.console(), "This stops "
                + Words.count(stops.size(), "instance") + " for good.", "Apply?");
    }

    private Revision revision(Draft draft, PlanView plan) {
        return new Revision(plan.name(), plan.to(), shell.who(), shell.console().clock().instant(),
                shell.from(), plan.sentence(), draft.source().name(), draft.source().text(),
                draft.files(), false);
    }

    private int sent(PlanView plan, int revision) {
        if (options.json()) {
            shell.console().print(Json.document("orch.apply/1").with("project", plan.name())
                    .with("revision", revision).with("result", "sent"));
        } else {
            shell.console().print(plan.name() + " is wanted at revision " + revision + ".");
            shell.console().hint("Next: orch status --watch");
        }
        return ExitCode.DONE;
    }

    private int lookOn(ClusterClient client, ClusterView before, PlanView plan, int revision) {
        Looking.Begun begun = new Looking.Begun(ProjectViews.of(before, plan.name()),
                plan.changes());
        Convergence convergence = new Convergence(client, shell.console().clock());
        Convergence.Result result = Looking.on(shell, options, begun,
                display -> convergence.await(plan.name(), wait.timeout(), display));
        return new Outcome(shell.console(), options.json())
                .ofApply(plan.name(), revision, result, Optional.of(client.view()));
    }
}
