package orchestrator.reconciler.git;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.core.git.GitScene;
import orchestrator.core.git.GitStep;
import orchestrator.core.model.CommitMark;
import orchestrator.core.model.Event;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.GitState.Drift;
import orchestrator.core.model.GitState.Hold;
import orchestrator.core.model.GitState.Hold.Why;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;

/** What happened to a connection, as people read it. */
final class GitEvents {
    /** Those that go without anything being applied. */
    private static final Set<Why> PASSING = EnumSet.of(Why.PAUSED, Why.UNREACHABLE, Why.REFUSED);

    private final ProjectName project;
    private final Instant at;
    private final List<Event> events = new ArrayList<>();

    private GitEvents(ProjectName project, Instant at) {
        this.project = project;
        this.at = at;
    }

    /** What a step tells, once it is written. */
    static List<Event> of(GitScene scene, boolean isNew, GitStep step) {
        GitEvents told = new GitEvents(scene.source().project(), scene.now());
        if (isNew) {
            told.connected(scene.source());
        }
        switch (step) {
            case GitStep.Nothing() -> {
            }
            case GitStep.Note(GitState next, boolean _) -> told.noted(scene.state(), next);
            case GitStep.Apply apply -> told.applied(scene.state(), apply);
        }
        return told.events;
    }

    static Event disconnected(ProjectName project, Instant at) {
        GitEvents told = new GitEvents(project, at);
        told.add(ReasonCode.GIT_DISCONNECTED, "follows no repository any more");
        return told.events.getFirst();
    }

    private void connected(GitSource source) {
        add(ReasonCode.GIT_CONNECTED, "follows " + source.path() + " of branch "
                + source.branch() + " of " + source.url() + ", as " + source.who() + " asked");
    }

    private void applied(GitState before, GitStep.Apply apply) {
        int number = apply.revision().number();
        CommitMark commit = apply.state().applied().orElseThrow().commit();
        switch (apply.cause()) {
            case COMMIT -> add(ReasonCode.GIT_APPLIED, commit.id().brief() + " \""
                    + commit.subject() + "\" of " + apply.revision().who()
                    + " is applied as revision " + number);
            case FILE_GONE -> add(ReasonCode.GIT_APPLIED, "the file is gone in "
                    + commit.id().brief() + ": all of it is removed, with revision " + number);
            case DRIFT -> add(ReasonCode.GIT_CORRECTED, "git " + apply.revision().change()
                    + ", with revision " + number);
        }
        hold(before, apply.state(), false);
    }

    private void noted(GitState before, GitState next) {
        next.drift().stream().filter(each -> !before.drift().contains(each))
                .filter(each -> !each.corrected()).forEach(this::drift);
        hold(before, next, true);
    }

    private void drift(Drift drift) {
        add(ReasonCode.GIT_DRIFTED, "changed outside git"
                + drift.who().map(who -> " by " + who).orElse("") + ": " + drift.what());
    }

    private void hold(GitState before, GitState next, boolean tellEnd) {
        Optional<Hold> old = before.hold();
        boolean same = next.hold().map(GitEvents::what).equals(old.map(GitEvents::what));
        if (same) {
            return;
        }
        next.hold().ifPresent(hold -> add(ReasonCode.GIT_WAITS, hold.text()));
        if (tellEnd && next.hold().isEmpty()
                && old.filter(hold -> PASSING.contains(hold.why())).isPresent()) {
            add(ReasonCode.GIT_FOLLOWED, "git is followed again");
        }
    }

    private static String what(Hold hold) {
        return hold.why() + " " + hold.commit();
    }

    private void add(ReasonCode code, String text) {
        events.add(new Event(at, Optional.of(project), project.value(), new Reason(code, text)));
    }
}
