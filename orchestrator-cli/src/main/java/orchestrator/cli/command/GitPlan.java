package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitScreen;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.PlanJson;
import orchestrator.cli.render.PlanScreen;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.reconciler.client.ClusterView;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;

/**
 * What a commit would do to the cluster, as {@code orch plan} says it of a file.
 *
 * @param exitCode true to end with {@link ExitCode#CHANGES_PENDING} when there is anything to do
 */
record GitPlan(Shell shell, GlobalOptions options, boolean exitCode) {
    /** Reads with the repositories of this machine; a refusal ends the command. */
    GitRead read(Remote remote, Function<Repositories, GitRead> read) {
        try (Repositories repositories = shell.connection().repositories()) {
            return read.apply(repositories);
        } catch (RepositoryException e) {
            throw GitRead.failure(e, "git ls-remote --heads " + remote.url()
                    + " lists the branches, where this machine may read them");
        }
    }

    /** Shows it; returns one of {@link ExitCode}. */
    int show(GitRead read, String branch, ClusterView view) {
        Console console = shell.console();
        PlanView plan = Planning.of(read.draft(), view);
        if (options.json()) {
            console.print(PlanJson.of(plan).with("git", json(read, branch)));
        } else {
            List<Line> lines = new ArrayList<>(Banner.of(view, console.look()));
            lines.addAll(Wrap.under("commit " + name(read) + "  on " + branch, 4,
                    console.look().width()));
            lines.addAll(PlanScreen.of(plan, console.look()));
            lines.addAll(PlanScreen.verdict(plan, "Nothing was changed.", console.look()));
            console.print(lines);
        }
        return exitCode && !plan.isEmpty() ? ExitCode.CHANGES_PENDING : ExitCode.DONE;
    }

    /** Ends it when the file has mistakes, after showing them. */
    boolean stops(GitRead read) {
        boolean stops = ProblemText.stops(read.draft(), shell.console(), options.json());
        if (stops) {
            read.notes().forEach(shell.console()::say);
        }
        return stops;
    }

    private static String name(GitRead read) {
        return read.mark().map(GitScreen::mark).orElse(read.commit().brief());
    }

    private static Json json(GitRead read, String branch) {
        return read.mark().map(GitJson::mark)
                .orElseGet(() -> Json.object().with("commit", read.commit()))
                .with("branch", branch).with("file", read.draft().source().name());
    }
}
