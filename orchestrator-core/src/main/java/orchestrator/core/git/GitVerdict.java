package orchestrator.core.git;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.GitState.Seen;
import orchestrator.core.model.GitState.Told.Verdict;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Result;

/**
 * What is to be said, where the repository is, of the commit that was seen last.
 *
 * @param text of several lines where a file has problems, without colours
 */
public record GitVerdict(CommitMark commit, Verdict verdict, String text) {
    private static final Set<Why> REFUSED = EnumSet.of(Why.BAD_FILE, Why.UNSIGNED);
    private static final Set<Why> WAITS = EnumSet.of(Why.FORCED, Why.BRAKE, Why.NO_FILE);

    /**
     * The verdict, empty while nothing can be said or nobody wants to hear it.
     *
     * @param result how the rollout of the revision stands that was applied last
     */
    public static Optional<GitVerdict> of(GitSource source, GitState state,
            Optional<Result> result) {
        boolean wanted = source.report().notes() || source.report().forge().isPresent();
        return wanted
                ? state.seen().map(Seen::commit).flatMap(commit -> of(commit, state, result))
                : Optional.empty();
    }

    private static Optional<GitVerdict> of(CommitMark commit, GitState state,
            Optional<Result> result) {
        Optional<Hold> own = state.hold()
                .filter(hold -> hold.commit().equals(Optional.of(commit.id())));
        if (own.filter(hold -> REFUSED.contains(hold.why())).isPresent()) {
            return Optional.of(new GitVerdict(commit, Verdict.REFUSED, text(own.get())));
        }
        if (own.filter(hold -> WAITS.contains(hold.why())).isPresent()) {
            return Optional.of(new GitVerdict(commit, Verdict.PENDING,
                    "waits: " + text(own.get())));
        }
        return state.applied().filter(each -> each.commit().id().equals(commit.id()))
                .flatMap(each -> rollout(commit, each.revision(), result));
    }

    private static Optional<GitVerdict> rollout(CommitMark commit, int revision,
            Optional<Result> result) {
        String name = "revision " + revision;
        if (result.isEmpty()) {
            return Optional.of(new GitVerdict(commit, Verdict.PENDING, name + " is rolled out"));
        }
        return switch (result.get().outcome()) {
            case UNDER_WAY -> Optional.of(
                    new GitVerdict(commit, Verdict.PENDING, name + " is rolled out"));
            case DONE -> Optional.of(
                    new GitVerdict(commit, Verdict.DONE, name + " runs as asked"));
            case FAILED -> Optional.of(new GitVerdict(commit, Verdict.FAILED,
                    name + " failed" + result.get().failure().map(GitVerdict::text).orElse("")));
            case OVERTAKEN -> Optional.empty();
        };
    }

    private static String text(Failure failure) {
        List<String> lines = new ArrayList<>();
        lines.add(" at " + failure.instance().address() + ": " + failure.reason().text());
        failure.check().ifPresent(lines::add);
        lines.addAll(failure.output());
        failure.rolledBackTo()
                .ifPresent(good -> lines.add("rolled back to what revision " + good + " said"));
        return String.join("\n", lines);
    }

    private static String text(Hold hold) {
        List<String> lines = new ArrayList<>();
        lines.add(hold.text());
        lines.addAll(hold.lines());
        return String.join("\n", lines);
    }
}
