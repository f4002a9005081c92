package orchestrator.core.git;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;

/**
 * All that is known of one connection at one moment: what {@link GitJudge} decides by.
 *
 * @param state of any connection of the project: that of an earlier one says nothing
 * @param look  the last one at the repository; empty while this leader has made none
 */
public record GitScene(GitSource source, GitState state, Optional<GitOrder> order,
        Optional<Look> look, Standing standing, Instant now) {
    public GitScene {
        state = state.source().equals(source.id()) ? state : GitState.none(source);
        GitSource its = source;
        order = order.filter(each -> each.source().equals(its.id()));
    }

    /** The head of the branch, when the last look found it. */
    Optional<Look.Head> head() {
        return look.flatMap(Look::head);
    }

    /** The commit a person wants although it waits. */
    Optional<CommitId> confirmed() {
        return order.flatMap(GitOrder::confirmed).map(GitOrder.Confirmed::commit);
    }

    boolean isConfirmed(CommitId commit) {
        return confirmed().equals(Optional.of(commit));
    }

    Optional<CommitId> appliedCommit() {
        return state.applied().map(each -> each.commit().id());
    }

    /** The head, when it is not what was applied. */
    Optional<Look.Head> news() {
        return head().filter(found -> !appliedCommit().equals(Optional.of(found.commit().id())));
    }
}
