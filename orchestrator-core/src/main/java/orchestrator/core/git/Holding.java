package orchestrator.core.git;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Result;

/** The words for why a repository is not followed any further. */
final class Holding {
    private final GitScene scene;

    Holding(GitScene scene) {
        this.scene = scene;
    }

    Hold paused(GitSource.Pause pause) {
        return hold(Why.PAUSED, "paused by " + pause.who(), List.of(), Optional.empty());
    }

    Hold unreachable(String why) {
        return hold(Why.UNREACHABLE, why, List.of(), Optional.empty());
    }

    Hold refused(String why) {
        return hold(Why.REFUSED, why, List.of(), Optional.empty());
    }

    Hold unsigned(CommitId commit, String why) {
        return hold(Why.UNSIGNED, why, List.of(), Optional.of(commit));
    }

    /** A yes to it is a yes to all that the commit does, so what it removes is said as well. */
    Hold forced(CommitId commit, Removal removal) {
        String before = scene.appliedCommit().map(CommitId::brief).orElse("nothing");
        return hold(Why.FORCED, commit.brief() + " does not contain " + before + ", which was"
                + " applied: somebody pushed by force; " + (removal.gone() == 0
                        ? ""
                        : "it would remove " + removal.gone() + " of " + removal.of()
                                + " instances; ")
                + confirm(), removal.lines(), Optional.of(commit));
    }

    Hold noFile(CommitId commit, Removal removal) {
        boolean first = scene.state().applied().isEmpty();
        return hold(Why.NO_FILE, "there is no " + scene.source().path() + " in "
                + commit.brief() + (first
                        ? ""
                        : ": it would remove all " + removal.of() + " instances; " + confirm()),
                first ? List.of() : removal.lines(), Optional.of(commit));
    }

    Hold badFile(CommitId commit, Look.Bad bad) {
        return hold(Why.BAD_FILE, bad.text(), bad.lines(), Optional.of(commit));
    }

    Hold brake(CommitId commit, Removal removal) {
        return hold(Why.BRAKE, commit.brief() + " would remove " + removal.gone() + " of "
                + removal.of() + " instances; " + confirm(), removal.lines(),
                Optional.of(commit));
    }

    Hold failed(Result result) {
        String reason = result.failure().map(failure -> ": " + failure.instance().address() + ": "
                + failure.reason().text()).orElse("");
        return hold(Why.FAILED, "revision " + result.revision() + " failed" + reason
                + "; it is skipped until a new commit", List.of(), scene.appliedCommit());
    }

    Hold rolledBack(Revision rollback) {
        return hold(Why.ROLLED_BACK, rollback.who() + " went back, with revision "
                + rollback.number() + ", " + rollback.change()
                + "; the next change in git is applied as usual", List.of(), scene.appliedCommit());
    }

    Hold drifted(Revision by) {
        return hold(Why.DRIFTED, "revision " + by.number() + " of " + by.who()
                + " is not what git says; it stays until the next commit", List.of(),
                scene.appliedCommit());
    }

    private String confirm() {
        return "orch git sync " + scene.source().project() + " --confirm applies it";
    }

    /** One that goes on has the time at which it began. */
    private Hold hold(Why why, String text, List<String> lines, Optional<CommitId> commit) {
        Hold fresh = new Hold(why, text, lines, commit, scene.now());
        return scene.state().hold()
                .filter(old -> old.why() == why && old.commit().equals(commit))
                .map(old -> new Hold(why, text, lines, commit, old.since())).orElse(fresh);
    }
}
