package orchestrator.core.git;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import orchestrator.core.git.GitStep.Cause;
import orchestrator.core.git.Standing.Said;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.GitSource.OnDrift;
import orchestrator.core.model.GitState.Applied;
import orchestrator.core.model.GitState.Drift;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.Revision;

/**
 * Decides what a connection asks for. A new commit counts before all else; what keeps it from being
 * applied is a hold, and the last good word of git stays what the project is held to.
 */
public final class GitJudge {
    /** Those that only a look at the repository brings and takes away. */
    private static final Set<Why> OF_LOOKS = EnumSet.of(Why.UNREACHABLE, Why.REFUSED, Why.FORCED,
            Why.UNSIGNED, Why.NO_FILE, Why.BAD_FILE, Why.BRAKE);

    private final GitScene scene;
    private final Holding holding;
    private final Words words;
    private final StateDraft draft;

    private GitJudge(GitScene scene) {
        this.scene = scene;
        this.holding = new Holding(scene);
        this.words = new Words(scene);
        this.draft = new StateDraft(scene);
    }

    /** The step: the same for the same input. */
    public static GitStep decide(GitScene scene) {
        return new GitJudge(scene).decide();
    }

    private GitStep decide() {
        if (scene.source().pause().isPresent()) {
            return note(Optional.of(holding.paused(scene.source().pause().get())),
                    scene.state().drift());
        }
        return scene.news().map(this::ofNews).orElseGet(() -> standing(ofLook()));
    }

    private Optional<Hold> ofLook() {
        return scene.look().isEmpty()
                ? scene.state().hold().filter(hold -> OF_LOOKS.contains(hold.why()))
                : switch (scene.look().get().finding()) {
                    case Look.Unreachable(String why) -> Optional.of(holding.unreachable(why));
                    case Look.Refused(String why) -> Optional.of(holding.refused(why));
                    case Look.Head _ -> Optional.empty();
                };
    }

    private GitStep ofNews(Look.Head head) {
        CommitId commit = head.commit().id();
        if (head.distrust().isPresent()) {
            return standing(Optional.of(holding.unsigned(commit, head.distrust().get())));
        }
        if (head.forced() && !scene.isConfirmed(commit)) {
            return standing(Optional.of(holding.forced(commit, removal(head.content()))));
        }
        return switch (head.content()) {
            case Look.Unread() -> standing(ofLook());
            case Look.Bad bad -> standing(Optional.of(holding.badFile(commit, bad)));
            case Look.Absent() -> absent(head.commit());
            case Look.Good good -> good(head.commit(), good);
        };
    }

    private GitStep absent(CommitMark commit) {
        boolean known = scene.state().applied().isPresent();
        if (known && scene.standing().isGone()) {
            return taken(commit, scene.standing().number());
        }
        if (known && scene.isConfirmed(commit.id())) {
            return apply(commit, words.gone(commit), Cause.FILE_GONE);
        }
        return standing(Optional.of(holding.noFile(commit.id(), removal(Optional.empty()))));
    }

    private GitStep good(CommitMark commit, Look.Good good) {
        boolean confirmed = scene.isConfirmed(commit.id());
        if (!confirmed && says(scene.standing().applied(), good)) {
            return taken(commit, scene.standing().applied().orElseThrow().revision().number());
        }
        if (says(scene.standing().current(), good)) {
            return taken(commit, scene.standing().number());
        }
        Removal removal = removal(Optional.of(good));
        boolean brakes = scene.state().applied().isPresent() && removal.isMuch();
        return brakes && !confirmed
                ? standing(Optional.of(holding.brake(commit.id(), removal)))
                : apply(commit, words.of(commit, good), Cause.COMMIT);
    }

    private static boolean says(Optional<Said> known, Look.Good good) {
        return known.filter(said -> !said.revision().deletes()
                && Sameness.is(said.project(), good.project())).isPresent();
    }

    /** Nothing, where what stands in the commit could not be applied anyway. */
    private Removal removal(Look.Content content) {
        return switch (content) {
            case Look.Good good -> removal(Optional.of(good));
            case Look.Absent() -> removal(Optional.empty());
            case Look.Bad _,Look.Unread() -> new Removal(0, 0, List.of());
        };
    }

    private Removal removal(Optional<Look.Good> next) {
        List<SortedMap<String, String>> nodes = scene.standing().nodes();
        return scene.standing().current().map(Said::project)
                .map(now -> Removal.of(now, next.map(Look.Good::project)
                        .orElseGet(() -> Words.nothing(now)), nodes))
                .orElse(new Removal(0, 0, List.of()));
    }

    /** A commit that says nothing new is applied without a word. */
    private GitStep taken(CommitMark commit, int revision) {
        boolean moves = scene.state().applied().filter(old -> old.revision() == revision)
                .isPresent();
        GitScene then = new GitScene(scene.source(), draft.applied(commit, revision),
                scene.order(), scene.look(), scene.standing(), scene.now());
        GitJudge next = new GitJudge(then);
        // Of another revision the standing says nothing; the next look does.
        GitStep step = moves
                ? next.standing(Optional.empty())
                : next.note(Optional.empty(), List.of());
        return step instanceof GitStep.Nothing
                ? new GitStep.Note(then.state(), draft.spends(then.state()))
                : step;
    }

    /** What the project is held to while nothing new is applied, for the reason given or none. */
    private GitStep standing(Optional<Hold> first) {
        if (scene.state().applied().isEmpty()) {
            return note(first, scene.state().drift());
        }
        Outside outside = Outside.of(scene);
        Optional<Hold> failed = outside.failed().map(holding::failed);
        boolean wanted = first.isEmpty() && scene.isConfirmed(scene.appliedCommit().get())
                && scene.standing().applied().isPresent();
        if (wanted && (outside.isOther() || failed.isPresent())) {
            CommitMark commit = scene.state().applied().get().commit();
            return apply(commit, words.again(commit, scene.standing().applied().get(),
                    commit.subject()), Cause.COMMIT);
        }
        if (!outside.isOther()) {
            boolean unclear = outside.word().isEmpty();
            return note(first.or(() -> failed), unclear
                    ? outside.noted(scene.state(), false)
                    : scene.state().drift());
        }
        return outside.rollback()
                .map(back -> note(first.or(() -> Optional.of(holding.rolledBack(back))),
                        outside.noted(scene.state(), false)))
                .orElseGet(() -> drifted(first.or(() -> failed), outside));
    }

    private GitStep drifted(Optional<Hold> hold, Outside outside) {
        Revision by = outside.last()
                .orElseGet(() -> scene.standing().current().map(Said::revision)
                        .orElseGet(() -> outside.word().orElseThrow().revision()));
        if (scene.source().onDrift() == OnDrift.REPORT) {
            return note(hold.or(() -> Optional.of(holding.drifted(by))),
                    outside.noted(scene.state(), false));
        }
        Applied applied = scene.state().applied().orElseThrow();
        Revision revision = words.again(applied.commit(), outside.word().orElseThrow(),
                "takes back revision " + by.number() + " of " + by.who());
        // What failed is not applied again: the revision that git's commit became stays the one.
        Applied next = outside.failed().isPresent()
                ? applied
                : new Applied(applied.commit(), revision.number(), applied.at());
        return new GitStep.Apply(draft.of(Optional.of(next), hold,
                outside.noted(scene.state(), true)), revision, Cause.DRIFT, false);
    }

    private GitStep apply(CommitMark commit, Revision revision, Cause cause) {
        return new GitStep.Apply(draft.applied(commit, revision.number()), revision, cause,
                scene.confirmed().isPresent());
    }

    private GitStep note(Optional<Hold> hold, List<Drift> drift) {
        return draft.note(hold, drift);
    }
}
