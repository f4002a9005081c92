package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import orchestrator.cli.render.GitAdvice;
import orchestrator.cli.render.GitView;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.client.ClusterClient;

/** Waits for the leader to look at a repository, no longer than asked. */
record GitAwait(Shell shell, ClusterClient client, ProjectName project) {
    /** A leader looks at once; the rest is for a repository that is slow to answer. */
    static final Duration USUAL = Duration.ofSeconds(20);

    /**
     * The connection once it is as asked, or as it is when the time is over.
     *
     * @throws Failure when somebody ends the connection meanwhile
     */
    GitView until(Predicate<GitView> done, Duration longest) {
        Instant end = shell.console().clock().instant().plus(longest);
        Changes changes = Changes.of(client);
        while (true) {
            GitView now = new GitLook(client, client.view()).full(project)
                    .orElseThrow(() -> new Failure(ExitCode.FAILED, "somebody has ended that: "
                            + project + " follows no repository any more", "orch git status"));
            if (done.test(now) || !shell.console().clock().instant().isBefore(end)) {
                return now;
            }
            changes.await();
        }
    }

    /** What the command ends with when that is what the leader has to say. */
    static int exitCode(GitView git) {
        return git.hold().map(each -> each.why())
                .filter(why -> GitAdvice.wantsConfirmation(why) || isFault(why)).isPresent()
                        ? ExitCode.FAILED
                        : ExitCode.DONE;
    }

    private static boolean isFault(Why why) {
        return switch (why) {
            case UNREACHABLE, REFUSED, UNSIGNED, BAD_FILE -> true;
            case PAUSED, FORCED, NO_FILE, BRAKE, FAILED, ROLLED_BACK, DRIFTED -> false;
        };
    }
}
