package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Declared;

/** Which revisions were applied, which cannot be read, and which have come to run as asked. */
final class ProjectEvents {
    private final SortedMap<ProjectName, Told> told = new TreeMap<>();
    private final SortedMap<ProjectName, Declared.CurrentProject> readable = new TreeMap<>();
    private final ProjectProgress progress = new ProjectProgress();
    private SortedSet<ProjectName> working = new TreeSet<>();
    private Optional<Declared> taken = Optional.empty();

    /**
     * What is new since the last call. The first call of a term only takes in how things are: what
     * an earlier leader has told is not told again. Looks only at projects of which something is
     * another.
     */
    List<Event> observe(Declared declared, ObservedState observed, Plan plan) {
        List<Event> events = new ArrayList<>();
        Instant at = observed.takenAt();
        SortedSet<ProjectName> due = progress.observe(observed.nodes());
        due.addAll(working);
        working = working(plan);
        due.addAll(working);
        boolean first = taken.isEmpty();
        if (first || taken.get() != declared) {
            take(events, declared, at);
            due.addAll(readable.keySet());
        }
        for (ProjectName project : due) {
            if (readable.containsKey(project)) {
                Declared.CurrentProject current = readable.get(project);
                Look look = new Look(at, current, isDone(declared, current.revision()),
                        progress.of(project), working.contains(project));
                told.put(project, tell(events, look, told.getOrDefault(project, Told.NOTHING)));
            }
        }
        return first ? List.of() : events;
    }

    private void take(List<Event> events, Declared declared, Instant at) {
        SortedSet<ProjectName> unreadable = new TreeSet<>(declared.unreadable());
        readable.clear();
        for (Declared.CurrentProject each : declared.projects()) {
            if (!unreadable.contains(each.record().project())) {
                readable.put(each.record().project(), each);
            }
        }
        told.keySet().removeIf(
                name -> !readable.containsKey(name) && !unreadable.contains(name));
        for (ProjectName project : unreadable) {
            if (!Told.UNREADABLE.equals(told.put(project, Told.UNREADABLE))) {
                events.add(unreadable(at, project));
            }
        }
        taken = Optional.of(declared);
    }

    /** The projects for which there is something to do, or something that is held back. */
    private static SortedSet<ProjectName> working(Plan plan) {
        Set<ProjectName> names = new HashSet<>();
        plan.actions().forEach(action -> names.add(action.instance().project()));
        plan.holds().forEach(hold -> names.add(hold.instance().project()));
        return new TreeSet<>(names);
    }

    /** What is seen of one project; {@code done} as {@code RolloutJudge} has it. */
    private record Look(Instant at, Declared.CurrentProject current, boolean done,
            ProjectProgress.Progress now, boolean working) {
        Revision revision() {
            return current.revision();
        }

        Event event(ReasonCode code, String text) {
            return ProjectEvents.event(at, revision().project(), code, text);
        }
    }

    private static boolean isDone(Declared declared, Revision revision) {
        return declared.rollout(revision.project())
                .flatMap(record -> record.value().result(revision.number()))
                .filter(result -> result.outcome() == Outcome.DONE).isPresent();
    }

    private static Told tell(List<Event> events, Look look, Told old) {
        Revision revision = look.revision();
        boolean applied = old.revision() != revision.number();
        if (applied) {
            events.add(look.event(ReasonCode.REVISION_APPLIED, "revision " + revision.number()
                    + " applied by " + revision.who() + ": " + revision.change()));
        }
        Told before = applied ? new Told(revision.number(), false, false, false) : old;
        Optional<Pause> pause = look.current().record().activePause();
        if (pause.isPresent() != before.paused()) {
            events.add(pauseChanged(look, pause));
        }
        boolean converged = look.done() && look.now().isDone() && !look.working();
        // Done once, it may still come back to what was asked after a crash or the loss of a node.
        if (look.done() && !before.done() || converged && !before.converged()) {
            events.add(converged(look));
        }
        return new Told(revision.number(), look.done(), converged, pause.isPresent());
    }

    private static Event pauseChanged(Look look, Optional<Pause> pause) {
        String rollout = "the rollout of revision " + look.revision().number();
        return pause.map(by -> look.event(ReasonCode.PAUSED, by.who() + " paused " + rollout))
                .orElseGet(() -> look.event(ReasonCode.RESUMED, rollout + " goes on"));
    }

    private static Event converged(Look look) {
        return look.event(ReasonCode.CONVERGED, look.revision().deletes()
                ? "deleted: nothing of it runs any more"
                : "revision " + look.revision().number() + " runs as asked, "
                        + look.now().ready() + " of " + look.now().assigned() + " ready");
    }

    private static Event unreadable(Instant at, ProjectName project) {
        return event(at, project, ReasonCode.REVISION_UNREADABLE, "its current revision cannot be "
                + "read by this version of orch, so nothing of it is changed");
    }

    private static Event event(Instant at, ProjectName project, ReasonCode code, String text) {
        return new Event(at, Optional.of(project), project.value(), new Reason(code, text));
    }

    /** What was last told of a project. */
    private record Told(int revision, boolean done, boolean converged, boolean paused) {
        static final Told NOTHING = new Told(0, false, false, false);
        static final Told UNREADABLE = new Told(-1, false, false, false);
    }
}
