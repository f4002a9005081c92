package orchestrator.cli.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitView;
import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.Words;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {
        "Let a project follow a file of a branch: from now on a commit is an apply.", "",
        "What a first look finds is shown; what stops something for good is asked about."})
final class GitConnectCommand extends ShellCommand {
    @Parameters(paramLabel = "URL", description = "https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or a path on the servers; never with a password")
    private String url = "";
    @Mixin
    private GitWhere where = new GitWhere();
    @Mixin
    private GitAccessOptions access = new GitAccessOptions();
    @Mixin
    private GitReportOptions reporting = new GitReportOptions();
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Option(names = "--no-wait", description = "do not wait for the first look")
    private boolean noWait;

    GitConnectCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        Duration longest = wait.timeout().orElse(GitAwait.USUAL);
        Optional<ProjectName> named = where.project();
        WantedConnection wish = wish();
        GitPreview preview = GitPreview.of(wish, shell.connection());
        if (preview.stops(shell.console(), options.json())) {
            return ExitCode.WRONG_INPUT;
        }
        ProjectName project = preview.project(named);
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            wish.requireSecrets(client, project);
            Optional<GitView> before = new GitLook(client, view).full(project);
            if (before.map(GitView::source).filter(wish::isLike).isPresent()) {
                return unchanged(before.get());
            }
            GitSource source = wish.source(project, UUID.randomUUID().toString(), shell.who(),
                    shell.console().clock().instant());
            Optional<PlanView> plan = preview.plan(view);
            if (!options.json()) {
                shell.console().print(preview.lines(source, wish.keys(), plan,
                        shell.console().look()));
            }
            String warning = warning(before, plan);
            if (!warning.isEmpty() && !yes.agreed(shell.console(), warning, "Connect?")) {
                return ExitCode.NEEDS_YES;
            }
            client.git().connect(source);
            return noWait ? sent(client, source) : await(client, source, longest);
        }
    }

    private WantedConnection wish() {
        GitUrl checked = GitUrl.of(url, shell.folder());
        return new WantedConnection(checked, where.branch(), where.path(), where.interval(),
                where.onDrift(), access.access(checked, shell.folder()),
                access.trusted(shell.folder()), reporting.report(checked), reporting.webhook());
    }

    private int unchanged(GitView git) {
        if (options.json()) {
            shell.console().print(GitJson.of(git).with("changed", false));
        } else {
            shell.console().print(git.project() + " follows that already"
                    + git.source().pause().map(pause -> ", paused by " + pause.who()).orElse("")
                    + ". Nothing was changed.");
            shell.console().hint("Next: orch git status " + git.project());
        }
        return ExitCode.DONE;
    }

    /** What ends by it, or empty text. */
    private static String warning(Optional<GitView> before, Optional<PlanView> plan) {
        String instead = before.map(GitView::source).map(source -> source.project() + " follows "
                + source.path() + " on " + source.branch() + " of " + source.url()
                + "; this takes its place.").orElse("");
        int stops = plan.map(each -> each.stops().size()).orElse(0);
        String loss = stops == 0
                ? ""
                : "The first look stops " + Words.count(stops, "instance") + " for good.";
        return (instead + " " + loss).strip();
    }

    private int sent(ClusterClient client, GitSource source) {
        if (options.json()) {
            shell.console().print(GitJson.of(new GitLook(client, client.view())
                    .full(source.project()).orElseThrow()).with("changed", true));
        } else {
            shell.console().hint("Next: orch git status " + source.project());
        }
        return ExitCode.DONE;
    }

    private int await(ClusterClient client, GitSource source, Duration longest) {
        Console console = shell.console();
        GitView git = new GitAwait(shell, client, source.project()).until(
                each -> each.seen().isPresent() || each.state().hold().isPresent(), longest);
        boolean looked = git.seen().isPresent() || git.state().hold().isPresent();
        if (options.json()) {
            console.print(GitJson.of(git).with("changed", true));
        } else {
            GitStatusCommand.one(shell, options, git);
        }
        if (!looked) {
            console.say("Connected, but no leader has looked yet; it will.");
            return ExitCode.TIMEOUT;
        }
        int exitCode = GitAwait.exitCode(git);
        if (exitCode == ExitCode.DONE && !options.json()) {
            console.hint("Next: orch status --watch; so that a push is seen at once: orch git hook "
                    + source.project());
        }
        return exitCode;
    }
}
