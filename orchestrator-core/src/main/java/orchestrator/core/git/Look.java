package orchestrator.core.git;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.state.DesiredProject;

/**
 * What came of asking a repository.
 *
 * @param by      what made the leader look: {@code poll}, {@code webhook}, {@code hook}, a person
 * @param answers number of the last order that had been given when it began
 */
public record Look(Finding finding, String by, int answers) {

    /** What the repository said. */
    public sealed interface Finding {}

    /** Nothing, or not in time. */
    public record Unreachable(String why) implements Finding {}

    /** That it will not, until somebody changes something. */
    public record Refused(String why) implements Finding {}

    /**
     * The head of the branch.
     *
     * @param base     the commit that was applied when it was asked, whose relation it tells
     * @param forced   true when it does not contain {@code base}
     * @param distrust why its signature is not enough; empty when it may be applied
     */
    public record Head(CommitMark commit, Optional<CommitId> base, boolean forced,
            Optional<String> distrust, Content content) implements Finding {}

    /** What stands in the commit at the path that is followed. */
    public sealed interface Content {}

    /** Nobody looked: it may not be applied anyway. */
    public record Unread() implements Content {}

    /** There is no such file. */
    public record Absent() implements Content {}

    /**
     * It cannot be used.
     *
     * @param text  one sentence, lower case and without a full stop
     * @param lines its problems, as on a terminal without colours
     */
    public record Bad(String text, List<String> lines) implements Content {
        public Bad {
            lines = List.copyOf(lines);
        }
    }

    /** A declaration of the right project without problems, with all it refers to. */
    public record Good(String file, String text, SortedMap<String, String> files,
            DesiredProject project) implements Content {}

    /** The head, when there was an answer. */
    Optional<Head> head() {
        return finding instanceof Head head ? Optional.of(head) : Optional.empty();
    }
}
