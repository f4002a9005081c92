package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.DesiredProject;

/** Step 3: stops what nobody wants, and of two incarnations the one that is over. */
final class RetireStep {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;
    private final EndpointLists lists;

    RetireStep(PlanDraft draft, AssignmentDraft assignments, EndpointLists lists) {
        this.draft = draft;
        this.assignments = assignments;
        this.lists = lists;
    }

    void run() {
        List<Placed> unwanted = new ArrayList<>();
        draft.attention.forEachId(id -> {
            if (draft.wanted.find(id).isEmpty()) {
                unwanted.addAll(draft.placed(id));
            }
        });
        StopOrder order = new StopOrder(unwanted);
        unwanted.stream().filter(one -> !draft.isTouched(one.assigned().id())).toList()
                .forEach(one -> unwanted(one, order));
        draft.attention.forEach(this::surplus);
    }

    /** A project that the store does not have is doubt, not a wish. */
    private void unwanted(Placed one, StopOrder order) {
        InstanceId id = one.assigned().id();
        Optional<DesiredProject> project = draft.wanted.project(id.project())
                .map(WantedProject::project);
        if (project.isEmpty()) {
            draft.hold(id, ReasonCode.STORE_IN_DOUBT, "project " + id.project()
                    + " cannot be read, so nothing of it is stopped");
            return;
        }
        Optional<InstanceId> user = order.waitsFor(id).filter(any -> draft.pace != Pace.AT_ONCE);
        if (user.isPresent() && !one.isSilent()) {
            draft.leave(one);
            draft.hold(id, ReasonCode.WAITS_FOR_LISTS, "stops once " + user.get().address()
                    + " has, which connects to it");
        } else {
            retire(one, Unwanted.why(project.get(), id));
        }
    }

    private void surplus(Wanted wanted) {
        List<Placed> all = draft.placed(wanted.id());
        if (all.size() < 2 || draft.isTouched(wanted.id())) {
            return;
        }
        Placed newest = all.getLast();
        List<Placed> older = all.subList(0, all.size() - 1);
        boolean alone = newest.serves() && newest.node().reported()
                && older.stream().allMatch(Placed::isDown);
        Optional<Hold> unsure = unsure(wanted, newest);
        if (newest.counts() || alone) {
            older.forEach(old -> retire(old, successor(old, newest)));
        } else if (unsure.isPresent()) {
            draft.hold(unsure.get());
        } else if (!newest.node().takesWork()) {
            draft.stop(newest, new Reason(ReasonCode.NODE_UNFIT,
                    newest.node().name() + " takes no work any more"));
        } else if (isOutdated(wanted, newest)) {
            draft.stop(newest, new Reason(ReasonCode.CHANGED,
                    "the file has changed it before it was ready"));
        } else if (!newest.serves() && failing(newest).isPresent()) {
            draft.stop(newest, new Reason(ReasonCode.NODE_UNFIT, newest.node().name() + ": "
                    + failing(newest).orElseThrow().text()));
        } else {
            draft.hold(wanted.id(), ReasonCode.WAITS_FOR_NEW_COPY,
                    awaited(older.getLast(), newest));
        }
    }

    /** As long as the newest may serve unseen, or soon will, no other is begun in its stead. */
    private Optional<Hold> unsure(Wanted wanted, Placed newest) {
        NodeName node = newest.node().name();
        if (newest.isSilent() && !newest.isLost(wanted.service(), draft.observed.takenAt())) {
            return Optional.of(Holds.silent(wanted.id(), node));
        }
        if (newest.isSilent() && draft.braked && newest.node().intent().isEmpty()) {
            return Optional.of(Holds.manyLost(wanted.id(), node));
        }
        return newest.node().reported()
                ? Optional.empty()
                : Optional.of(Holds.unreported(wanted.id(), node));
    }

    private Optional<Reason> failing(Placed one) {
        return one.nodeFails(draft.observed.takenAt());
    }

    private static Reason successor(Placed old, Placed newest) {
        return old.node().name().equals(newest.node().name())
                ? new Reason(ReasonCode.CHANGED, "a new one has taken its place")
                : new Reason(ReasonCode.MOVED, "runs on " + newest.node().name() + " now");
    }

    private static String awaited(Placed old, Placed newest) {
        String what = old.node().name().equals(newest.node().name())
                ? "is replaced on " + newest.node().name() + " once the new one "
                : "moves from " + old.node().name() + " to " + newest.node().name()
                        + " once the new one ";
        return what + (newest.serves()
                ? "has been ready for long enough (stable-for)"
                : "is ready");
    }

    /** It may never get ready as it is; the older one serves on, and the next plan starts anew. */
    private boolean isOutdated(Wanted wanted, Placed newest) {
        return assignments.missing(wanted).isEmpty() && ReplaceStep.whyAnother(newest.assigned(),
                assignments.renewed(wanted, newest), wanted).isPresent();
    }

    private void retire(Placed one, Reason reason) {
        draft.leave(one);
        if (one.isSilent() || lists.isUnlisted(one)) {
            draft.stop(one, reason);
        } else {
            draft.hold(one.assigned().id(), ReasonCode.WAITS_FOR_LISTS,
                    "stops once nobody sends to it any more");
        }
    }
}
