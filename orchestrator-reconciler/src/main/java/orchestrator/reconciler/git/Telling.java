package orchestrator.reconciler.git;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.git.GitStep;
import orchestrator.core.git.GitVerdict;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Told;
import orchestrator.core.state.Backoff;

/** Whether what is to be told of a commit was told, and when it is tried again. */
final class Telling {
    /** After so many failures in a row nobody is waiting for it any more. */
    private static final int TRIES = 10;

    private Optional<GitVerdict> what = Optional.empty();
    private Optional<Told> outcome = Optional.empty();
    private Backoff backoff = Backoff.NONE;
    private boolean underWay;

    /** True when it is time to tell that. */
    boolean isDue(GitVerdict wanted, GitState state, Instant now) {
        if (!isSame(what, wanted)) {
            what = Optional.of(wanted);
            backoff = Backoff.NONE;
            outcome = Optional.empty();
        }
        boolean done = state.told().or(() -> outcome).filter(told -> isOf(told, wanted))
                .filter(told -> told.failure().isEmpty()).isPresent();
        return !done && !underWay && backoff.inARow() < TRIES && !backoff.holds(now);
    }

    /** True while what failed is to be tried again. */
    boolean isOwed() {
        return outcome.flatMap(Told::failure).isPresent() && backoff.inARow() < TRIES;
    }

    void begin() {
        underWay = true;
    }

    void end(GitVerdict told, Optional<String> failure, Instant now) {
        underWay = false;
        if (!isSame(what, told)) {
            return;
        }
        backoff = failure.isPresent() ? backoff.afterFailure(now) : Backoff.NONE;
        outcome = Optional.of(new Told(told.commit().id(), told.verdict(), now, failure));
    }

    /** The step that also notes what came of the last try, unless the state says so already. */
    GitStep in(GitStep step, GitState state) {
        return switch (step) {
            case GitStep.Nothing() -> {
                GitState next = in(state);
                yield next.equals(state) ? step : new GitStep.Note(next, false);
            }
            case GitStep.Note(GitState next, boolean spends) ->
                new GitStep.Note(in(next), spends);
            case GitStep.Apply(GitState next, var revision, var cause, boolean spends) ->
                new GitStep.Apply(in(next), revision, cause, spends);
        };
    }

    private GitState in(GitState state) {
        boolean known = outcome.isEmpty() || state.told()
                .filter(old -> old.commit().equals(outcome.get().commit())
                        && old.verdict() == outcome.get().verdict()
                        && old.failure().equals(outcome.get().failure()))
                .isPresent();
        return known
                ? state
                : new GitState(state.project(), state.source(), state.seen(), state.applied(),
                        state.hold(), state.drift(), outcome, state.order());
    }

    private static boolean isSame(Optional<GitVerdict> known, GitVerdict wanted) {
        return known.filter(old -> old.verdict() == wanted.verdict()
                && old.commit().id().equals(wanted.commit().id())).isPresent();
    }

    private static boolean isOf(Told told, GitVerdict wanted) {
        return told.commit().equals(wanted.commit().id()) && told.verdict() == wanted.verdict();
    }
}
