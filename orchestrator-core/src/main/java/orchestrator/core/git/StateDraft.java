package orchestrator.core.git;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Applied;
import orchestrator.core.model.GitState.Drift;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.GitState.Seen;

/** The next state of a connection: with what the last look has shown, and the order it answers. */
final class StateDraft {
    private final GitScene scene;

    StateDraft(GitScene scene) {
        this.scene = scene;
    }

    GitState of(Optional<Applied> applied, Optional<Hold> hold, List<Drift> drift) {
        GitState old = scene.state();
        return new GitState(old.project(), old.source(), seen(), applied, hold, drift, old.told(),
                Math.max(old.order(), scene.look().map(Look::answers).orElse(0)));
    }

    /** With a commit taken over; whatever was changed outside before is forgotten. */
    GitState applied(CommitMark commit, int revision) {
        return of(Optional.of(new Applied(commit, revision, scene.now())), Optional.empty(),
                List.of());
    }

    GitStep note(Optional<Hold> hold, List<Drift> drift) {
        GitState next = of(scene.state().applied(), hold, drift);
        boolean spends = spends(next);
        return next.equals(scene.state()) && !spends
                ? new GitStep.Nothing()
                : new GitStep.Note(next, spends);
    }

    /**
     * A confirmation is for what was shown then: it goes once a look made after it has found
     * another commit, or that the commit does not wait for it.
     */
    boolean spends(GitState next) {
        boolean paused = next.hold().filter(hold -> hold.why() == Why.PAUSED).isPresent();
        boolean looked = scene.head().isPresent() && next.order() >= scene.order()
                .map(GitOrder::number).orElse(0);
        return scene.confirmed().isPresent() && looked && !paused;
    }

    private Optional<Seen> seen() {
        Optional<Seen> old = scene.state().seen();
        return scene.head().map(Look.Head::commit)
                .filter(commit -> old.filter(each -> each.commit().id().equals(commit.id()))
                        .isEmpty())
                .map(commit -> new Seen(commit, scene.now(),
                        scene.look().map(Look::by).orElseThrow()))
                .or(() -> old);
    }
}
