package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.core.model.CommitId;

/**
 * {@code URL@REF}: a commit of a repository.
 *
 * @param branch the branch it is on, empty where only a commit was named
 * @param commit present where a commit was named
 */
record GitReference(String url, Optional<String> branch, Optional<CommitId> commit) {
    private static final String EXAMPLE = "--git https://git.example.com/shop.git@BRANCH";

    /** Reads it; the last {@code @} counts, as a URL may have one of its own. */
    static GitReference of(String typed) {
        int at = typed.lastIndexOf('@');
        String url = typed.substring(0, Math.max(0, at));
        String reference = typed.substring(at + 1);
        boolean ofUrl = at <= 0 || url.matches("[a-z]+://[^/]*") || reference.contains(":");
        if (ofUrl || reference.isEmpty()) {
            throw Failure.wrongInput("--git takes URL@REF, and there is no branch or commit behind "
                    + "that URL", EXAMPLE);
        }
        return reference.matches("[0-9a-f]{40}|[0-9a-f]{64}")
                ? new GitReference(url, Optional.empty(), Optional.of(new CommitId(reference)))
                : new GitReference(url, Optional.of(GitNames.branch(reference)),
                        Optional.empty());
    }
}
