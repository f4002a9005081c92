package orchestrator.core.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import orchestrator.core.git.Standing.Said;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Drift;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;

/**
 * What became of a project since git last had its word.
 *
 * @param failed   how the rollout of what was applied failed
 * @param word     what git's word is now: what was applied, or where that failed and was gone back
 *                 from, what was gone back to; empty when nobody can say, so nothing is corrected
 * @param isOther  true when the current revision says something else than {@code word}
 * @param changes  revisions that people made, oldest first
 */
record Outside(Optional<Result> failed, Optional<Said> word, boolean isOther,
        List<Revision> changes) {
    private static final Pattern ROLLBACK = Pattern.compile("same as [0-9]+");

    /** Where nothing was applied, there is nothing to differ from. */
    static Outside of(GitScene scene) {
        Standing standing = scene.standing();
        Optional<Result> failed = standing.result()
                .filter(result -> result.outcome() == Outcome.FAILED);
        Optional<Said> word = failed.isPresent() ? standing.fallback() : standing.applied();
        boolean other = word.isPresent() && standing.current()
                .filter(now -> isSame(now, word.get())).isEmpty();
        return new Outside(failed, word, other, standing.since().stream()
                .filter(Outside::isByHand).toList());
    }

    static boolean isSame(Said one, Said other) {
        return one.revision().deletes() == other.revision().deletes()
                && Sameness.is(one.project(), other.project());
    }

    /** Neither the leader's own way back nor what git itself put back. */
    private static boolean isByHand(Revision revision) {
        boolean byLeader = revision.who().equals("(auto)") && revision.from().equals("rollback");
        return !byLeader && !revision.from().startsWith(Words.FROM);
    }

    /** The last time a person went back, if one did. */
    Optional<Revision> rollback() {
        return changes.stream().filter(each -> ROLLBACK.matcher(each.change()).matches())
                .reduce((_, later) -> later);
    }

    /** The last change by a person. */
    Optional<Revision> last() {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.getLast());
    }

    /** The known drift and what is new of it, as far as it is kept. */
    List<Drift> noted(GitState state, boolean corrected) {
        List<Drift> all = new ArrayList<>(state.drift());
        for (Revision each : changes) {
            String what = "revision " + each.number() + ": " + each.change();
            boolean known = all.stream().anyMatch(
                    old -> old.what().equals(what) && old.at().equals(each.when()));
            if (!known) {
                all.add(new Drift(each.when(), Optional.of(each.who()), what, corrected));
            } else if (corrected) {
                all.replaceAll(old -> old.what().equals(what) && old.at().equals(each.when())
                        ? new Drift(old.at(), old.who(), old.what(), true)
                        : old);
            }
        }
        return all.subList(Math.max(0, all.size() - GitState.KEPT_DRIFT), all.size());
    }
}
