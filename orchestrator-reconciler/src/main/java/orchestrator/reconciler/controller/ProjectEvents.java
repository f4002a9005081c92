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
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Revision;
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
        for (Revision revision : readable(declared)) {
            Told old = told.getOrDefault(revision.project(), Told.NOTHING);
            Progress now = progress.getOrDefault(revision.project(), Progress.NOTHING);
            next.put(revision.project(), tell(events, at, revision, old, now));
        }
        told = next;
        boolean first = !begun;
        begun = true;
        return first ? List.of() : events;
    }

    private static Told tell(List<Event> events, Instant at, Revision revision, Told old,
            Progress now) {
        boolean applied = old.revision() != revision.number();
        if (applied) {
            events.add(event(at, revision.project(), ReasonCode.REVISION_APPLIED,
                    "revision " + revision.number() + " applied by " + revision.who()
                            + ": " + revision.change()));
        }
        boolean toldBefore = !applied && old.converged();
        if (now.isDone() && !toldBefore) {
            events.add(event(at, revision.project(), ReasonCode.CONVERGED,
                    revision.deletes()
                            ? "deleted: nothing of it runs any more"
                            : "revision " + revision.number() + " runs as asked, "
                                    + now.ready() + " of " + now.assigned() + " ready"));
        }
        return new Told(revision.number(), now.isDone());
    }

    private static List<Revision> readable(Declared declared) {
        return declared.projects().stream()
                .filter(each -> !declared.unreadable().contains(each.record().project()))
                .map(Declared.CurrentProject::revision)
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
    private record Told(int revision, boolean converged) {
        static final Told NOTHING = new Told(0, false);
        static final Told UNREADABLE = new Told(-1, false);
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
