package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.PlanJson;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.terminal.Console;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(description = "Say what apply would do. Changes nothing.")
final class PlanCommand implements Command {
    @Mixin
    private GlobalOptions options = new GlobalOptions();
    @Mixin
    private FileOption file = new FileOption();
    @Option(names = "--exit-code", description = "end with 6 when there is anything to do")
    private boolean exitCode;
    private final Shell shell;

    PlanCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public GlobalOptions options() {
        return options;
    }

    @Override
    public int run() {
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
                lines.add(Line.of(PlanScreen.verdict(plan) + "Nothing was changed."));
                console.print(lines);
                console.hint(
                        plan.isEmpty() ? "Next: orch status" : "Next: " + file.after("orch apply"));
            }
            return exitCode && !plan.isEmpty() ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
        }
    }
}
