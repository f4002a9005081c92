package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.PlanJson;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.WhatIfJson;
import orchestrator.cli.render.WhatIfScreen;
import orchestrator.cli.render.WhatIfView;
import orchestrator.cli.terminal.Console;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Say what apply would do. Changes nothing.")
final class PlanCommand extends ShellCommand {
    @Mixin
    private FileOption file = new FileOption();
    @Mixin
    private WhatIfOptions whatIf = new WhatIfOptions();
    @Mixin
    private PlanOfCommit commit = new PlanOfCommit();
    @Option(names = "--exit-code", description = "end with 6 when there is anything to do")
    private boolean exitCode;

    PlanCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        if (commit.isAsked()) {
            if (whatIf.isAsked() || file.isNamed()) {
                throw Failure.wrongInput("--git plans the file of a commit, alone",
                        "name the file with --path PATH, without -f and what-if");
            }
            return commit.run(new GitPlan(shell, options, exitCode), options);
        }
        commit.requireNone();
        return whatIf.isAsked() ? answer() : plan();
    }

    /** The whole cluster is asked about: with the file where there is one, else as it is wanted. */
    private int answer() {
        whatIf.check();
        if (exitCode) {
            throw Failure.wrongInput("--exit-code tells of changes, and a question makes none",
                    "the same without --exit-code");
        }
        Optional<Draft> draft = file.isPlain(shell.folder())
                ? Optional.of(Draft.read(file, shell.folder()))
                : Optional.empty();
        Console console = shell.console();
        if (draft.filter(each -> ProblemText.stops(each, console, options.json())).isPresent()) {
            return ExitCode.WRONG_INPUT;
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            Optional<DesiredProject> change = draft.flatMap(each -> Planning.change(each, view));
            WhatIfView answer = whatIf.answer(
                    change.map(project -> Planning.with(view.desired(), project))
                            .orElse(view.desired()),
                    view, change.flatMap(project -> draft).map(each -> each.source().name()));
            if (options.json()) {
                console.print(WhatIfJson.of(answer));
            } else {
                List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
                lines.addAll(WhatIfScreen.of(answer, console.look()));
                console.print(lines);
            }
            return ExitCode.DONE;
        }
    }

    private int plan() {
        Console console = shell.console();
        Draft draft = Draft.read(file, shell.folder());
        if (ProblemText.stops(draft, console, options.json())) {
            return ExitCode.WRONG_INPUT;
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            PlanView plan = Planning.of(draft, view);
            if (options.json()) {
                console.print(PlanJson.of(plan));
            } else {
                List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
                lines.addAll(PlanScreen.of(plan, console.look()));
                lines.addAll(PlanScreen.verdict(plan, "Nothing was changed.", console.look()));
                console.print(lines);
                console.hint(
                        plan.isEmpty() ? "Next: orch status" : "Next: " + file.after("orch apply"));
            }
            return exitCode && !plan.isEmpty() ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
        }
    }
}
