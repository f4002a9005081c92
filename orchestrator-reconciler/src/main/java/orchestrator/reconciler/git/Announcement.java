package orchestrator.reconciler.git;

import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitState.Told.Verdict;
import orchestrator.core.model.ProjectName;

/**
 * What is told of a commit.
 *
 * @param text one sentence or more, of several lines where a file has problems; it holds words of
 *             the repository, to be shown as foreign text
 */
public record Announcement(ProjectName project, CommitMark commit, Verdict verdict,
        String text) {
    /** The first line, for where there is room for no more. */
    public String headline() {
        return text.lines().findFirst().orElse("");
    }
}
