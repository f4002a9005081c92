package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.GitAdvice;
import orchestrator.cli.render.GitHold;
import orchestrator.cli.render.GitJson;
import orchestrator.cli.render.GitScreen;
import orchestrator.cli.render.GitView;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = {"Look at the repository now.", "",
        "A commit that would remove much, or does not contain the last one, waits for a",
        "yes: --confirm shows what it would do, asks, and has it applied."})
final class GitSyncCommand extends ShellCommand {
    @Mixin
    private ConnectedProject connected = new ConnectedProject();
    @Mixin
    private YesOption yes = new YesOption();
    @Mixin
    private WaitOptions wait = new WaitOptions();
    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "the project; not needed where only one follows a repository")
    private String project = "";
    @Option(names = "--confirm", description = "apply the commit that waits for a yes")
    private boolean confirm;
    @Option(names = "--hook", description = "for hooks: only tell the cluster, say nothing")
    private boolean hook;

    GitSyncCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        Duration longest = wait.timeout().orElse(GitAwait.USUAL);
        if (hook && confirm) {
            throw Failure.wrongInput("a hook cannot say yes: --hook and --confirm do not go "
                    + "together", "orch git sync --confirm, by hand");
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            GitLook look = new GitLook(client, client.view());
            ProjectName name = connected.find(project, look);
            if (hook) {
                client.git().order(name, "hook");
                return ExitCode.DONE;
            }
            return confirm
                    ? confirm(client, look.full(name).orElseThrow(), longest)
                    : sync(client, look.full(name).orElseThrow(), longest);
        }
    }

    private int sync(ClusterClient client, GitView before, Duration longest) {
        int number = client.git().order(before.project(), shell.who()).orElseThrow(this::ended);
        return tell(await(client, before, number, longest), number, before);
    }

    private int confirm(ClusterClient client, GitView before, Duration longest) {
        Optional<CommitId> commit = before.hold()
                .filter(each -> GitAdvice.wantsConfirmation(each.why()))
                .flatMap(_ -> before.seen()).map(CommitMark::id);
        if (commit.isEmpty()) {
            return nothingWaits(before);
        }
        GitState.Hold hold = before.hold().orElseThrow();
        show(before, hold);
        return yes.whenAgreed(shell.console(), GitHold.text(hold) + ".",
                "Apply it?", () -> {
                    int number = client.git().confirm(before.project(), shell.who(), commit.get())
                            .orElseThrow(this::ended);
                    return tell(await(client, before, number, longest), number, before);
                });
    }

    private Failure ended() {
        return new Failure(ExitCode.FAILED, "somebody has ended that connection; nothing was sent",
                "orch git status");
    }

    private int nothingWaits(GitView git) {
        if (options.json()) {
            shell.console().print(GitJson.of(git).with("changed", false));
        } else {
            shell.console().print("Nothing of " + git.project() + " waits for a yes."
                    + git.seen().map(each -> " The head of " + git.source().branch() + " is "
                            + each.id().brief() + ".").orElse(""));
            shell.console().hint("Next: " + GitAdvice.next(git)
                    .orElse("orch git status " + git.project()));
        }
        return ExitCode.DONE;
    }

    /** What the person is to say yes to. */
    private void show(GitView git, GitState.Hold hold) {
        if (options.json()) {
            return;
        }
        Console console = shell.console();
        List<Line> lines = new ArrayList<>(Banner.of(git.around().view(), console.look()));
        lines.addAll(GitScreen.headline(git.source(), console.look()));
        git.seen().ifPresent(mark -> lines.addAll(Wrap.under("  commit " + GitScreen.mark(mark), 4,
                console.look().width())));
        lines.addAll(GitHold.more(hold, console.look()));
        console.print(lines);
    }

    private GitView await(ClusterClient client, GitView before, int number, Duration longest) {
        return new GitAwait(shell, client, before.project())
                .until(git -> git.state().order() >= number, longest);
    }

    private int tell(GitView git, int number, GitView before) {
        boolean answered = git.state().order() >= number;
        boolean same = answered && git.seen().isPresent() && git.hold().isEmpty()
                && git.source().pause().isEmpty() && !git.waits()
                && before.applied().equals(git.applied()) && git.isAtApplied();
        if (options.json()) {
            shell.console().print(GitJson.of(git).with("changed",
                    !before.applied().equals(git.applied())));
        } else if (same) {
            shell.console().print("Nothing is new: " + git.project() + " " + git.match().text()
                    + ".");
        } else {
            GitStatusCommand.one(shell, options, git);
        }
        if (!answered) {
            shell.console().say("No leader has answered yet; it will.");
            return ExitCode.TIMEOUT;
        }
        return GitAwait.exitCode(git);
    }
}
