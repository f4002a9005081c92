package orchestrator.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.RevisionFailure;
import orchestrator.cli.render.RolloutView;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;

/** The last words on a revision that failed: what failed, why, and last where that leaves us. */
record SetbackText(Console console, String standing) {
    private static final int MOST_OUTPUT = 3;

    void tell(Convergence.Result result, Optional<ProjectView> project) {
        RolloutRecord.Result failed = result.course().failed().orElseThrow();
        failed.failure().ifPresent(failure -> console.print(
                RevisionFailure.of(failure, MOST_OUTPUT, console.look())));
        console.print(List.of(Line.of("    more    orch history "
                + failed.revision())));
        String rest = failed.failure().map(RevisionFailure::untouched)
                .filter(text -> !text.isEmpty()).map(text -> " " + text).orElse("");
        String took = Words.duration(result.took());
        RolloutView rollout = project.map(ProjectView::rollout).orElse(RolloutView.LIVE);
        if (result.course().isRolledBack()) {
            rolledBack(result, project, rest);
            return;
        }
        console.print(rollout.good()
                ? "Stopped after " + took + ": " + standing + "." + rest
                : "Not done after " + took + ": " + standing + ". The cluster goes on trying.");
        console.hint("Next: " + rollout.remedy());
    }

    private void rolledBack(Convergence.Result result, Optional<ProjectView> project,
            String rest) {
        String took = Words.duration(result.course().since()
                .map(since -> Duration.between(since, result.at())).orElse(result.took()));
        String where = "revision " + result.course().revision().orElse(0) + result.course()
                .failed().flatMap(RolloutRecord.Result::failure).flatMap(Failure::rolledBackTo)
                .map(good -> ", same as " + good).orElse("");
        if (result.end() == Convergence.End.ROLLED_BACK) {
            console.print("Rolled back in " + took + ": " + where + "." + rest);
            return;
        }
        console.print("Rolling back for " + took + ": " + where + project.map(each -> ", "
                + each.ready() + " of " + each.wanted() + " ready").orElse("")
                + "." + rest + " The cluster goes on.");
        console.hint("Next: orch status --watch");
    }
}
