package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Event;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Declared;

/** Which revisions were applied, which cannot be read, and which have come to run as asked. */
final class ProjectEvents {
    private SortedMap<ProjectName, Told> told = new TreeMap<>();
    private boolean begun;

    /**
     * What is new since the last call. The first call of a term only takes in how things are: what
     * an earlier leader has told is not told again.
     */
    List<Event> observe(Declared declared, ObservedState observed, Plan plan) {
        List<Event> events = new ArrayList<>();
        SortedMap<ProjectName, Told> next = new TreeMap<>();
        Instant at = observed.takenAt();
        for (ProjectName project : declared.unreadable()) {
            if (!Told.UNREADABLE.equals(told.get(project))) {
                events.add(unreadable(at, project));
            }
            next.put(project, Told.UNREADABLE);
        }
        SortedMap<ProjectName, Progress> progress = progress(observed, plan);
        for (Declared.CurrentProject each : readable(declared)) {
            ProjectName project = each.record().project();
            Look look = new Look(at, each, isDone(declared, each.revision()),
                    progress.getOrDefault(project, Progress.NOTHING));
            next.put(project, tell(events, look, told.getOrDefault(project, Told.NOTHING)));
        }
        told = next;
        boolean first = !begun;
        begun = true;
        return first ? List.of() : events;
    }

    /** What is seen of one project; {@code done} as {@code RolloutJudge} has it. */
    private record Look(Instant at, Declared.CurrentProject current, boolean done, Progress now) {
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
        boolean converged = look.done() && look.now().isDone();
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

    private static List<Declared.CurrentProject> readable(Declared declared) {
        return declared.projects().stream()
                .filter(each -> !declared.unreadable().contains(each.record().project()))
                .toList();
    }

    private static Event unreadable(Instant at, ProjectName project) {
        return event(at, project, ReasonCode.REVISION_UNREADABLE, "its current revision cannot be "
                + "read by this version of orch, so nothing of it is changed");
    }

    private static Event event(Instant at, ProjectName project, ReasonCode code, String text) {
        return new Event(at, Optional.of(project), project.value(), new Reason(code, text));
    }

    private static SortedMap<ProjectName, Progress> progress(ObservedState observed, Plan plan) {
        SortedMap<ProjectName, Progress> projects = new TreeMap<>();
        for (NodeObservation node : observed.nodes()) {
            for (AssignedInstance each : node.assignment().instances()) {
                boolean ready = node.status().find(each.id(), each.incarnation())
                        .map(InstanceStatus::phase).filter(Phase.READY::equals).isPresent();
                projects.merge(each.id().project(), Progress.of(ready), Progress::plus);
            }
            node.assignment().tombstones().forEach(stone -> projects.merge(
                    stone.id().project(), Progress.WORK_LEFT, Progress::plus));
        }
        plan.actions().forEach(action -> projects.merge(action.instance().project(),
                Progress.WORK_LEFT, Progress::plus));
        plan.holds().forEach(hold -> projects.merge(hold.instance().project(),
                Progress.WORK_LEFT, Progress::plus));
        return projects;
    }

    /** What was last told of a project. */
    private record Told(int revision, boolean done, boolean converged, boolean paused) {
        static final Told NOTHING = new Told(0, false, false, false);
        static final Told UNREADABLE = new Told(-1, false, false, false);
    }

    /** How far a project is. */
    private record Progress(int assigned, int ready, boolean workLeft) {
        static final Progress NOTHING = new Progress(0, 0, false);
        static final Progress WORK_LEFT = new Progress(0, 0, true);

        static Progress of(boolean ready) {
            return new Progress(1, ready ? 1 : 0, false);
        }

        Progress plus(Progress other) {
            return new Progress(assigned + other.assigned, ready + other.ready,
                    workLeft || other.workLeft);
        }

        boolean isDone() {
            return !workLeft && ready == assigned;
        }
    }
}
