package orchestrator.cli.render;

import java.util.Locale;
import java.util.Optional;

import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold.Why;

/** What a person can do about a connection that is not followed any further. */
public final class GitAdvice {
    private GitAdvice() {}

    /** As in JSON and in lists: {@code bad-file}. */
    static String word(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True when it waits for a person's yes. */
    public static boolean wantsConfirmation(Why why) {
        return switch (why) {
            case FORCED, NO_FILE, BRAKE -> true;
            case PAUSED, UNREACHABLE, REFUSED, UNSIGNED, BAD_FILE, FAILED, ROLLED_BACK,
                    DRIFTED ->
                false;
        };
    }

    /** True when it is about what a commit says, not about the repository or the cluster. */
    static boolean isOfCommit(Why why) {
        return switch (why) {
            case FORCED, UNSIGNED, NO_FILE, BAD_FILE, BRAKE, FAILED -> true;
            case PAUSED, UNREACHABLE, REFUSED, ROLLED_BACK, DRIFTED -> false;
        };
    }

    /** The next command, or what else ends it; empty when nothing holds it. */
    public static Optional<String> next(GitView git) {
        if (git.source().pause().isPresent()) {
            return Optional.of("orch git resume " + git.project());
        }
        return git.hold().map(hold -> next(git, hold));
    }

    private static String next(GitView git, GitState.Hold hold) {
        String sync = "orch git sync " + git.project();
        return switch (hold.why()) {
            case PAUSED -> "orch git resume " + git.project();
            case UNREACHABLE -> "it is tried again every "
                    + Words.duration(git.source().interval()) + "; at once: " + sync;
            case REFUSED -> "mend that, then " + sync;
            case FORCED, BRAKE -> confirm(sync);
            case NO_FILE -> git.applied().isEmpty()
                    ? "push a commit that has it, or connect again with another --path"
                    : confirm(sync);
            case UNSIGNED -> "push a commit that is signed by one of the listed keys";
            case BAD_FILE -> "mend the file, commit and push";
            case FAILED -> git.state().applied()
                    .map(each -> "orch history " + each.revision() + " -p " + git.project()
                            + " says why; ")
                    .orElse("") + "push a commit that mends it";
            case ROLLED_BACK -> back(git) + "push a change: it is applied as usual";
            case DRIFTED -> back(git) + "push a commit";
        };
    }

    private static String back(GitView git) {
        return git.state().applied()
                .map(each -> "orch rollback " + each.revision() + " -p " + git.project()
                        + " puts back what git says; or ")
                .orElse("");
    }

    private static String confirm(String sync) {
        return sync + " --confirm shows what it would do, and asks";
    }

    /** {@code 77ab01c}, of the commit it is about. */
    static Optional<String> commit(GitState.Hold hold) {
        return hold.commit().map(CommitId::brief);
    }
}
