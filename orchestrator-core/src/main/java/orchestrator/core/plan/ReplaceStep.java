package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;

/**
 * Step 5: a new container where the running one can no longer be made to fit, as many at once as the
 * service allows. One that does not serve anyway costs nobody anything and goes at once.
 */
final class ReplaceStep {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;
    private final EndpointLists lists;
    private final Budget budget;

    ReplaceStep(PlanDraft draft, AssignmentDraft assignments, EndpointLists lists) {
        this.draft = draft;
        this.assignments = assignments;
        this.lists = lists;
        this.budget = new Budget(draft);
    }

    void run() {
        for (Wanted wanted : draft.wanted.all()) {
            List<Placed> all = draft.placed(wanted.id());
            if (all.size() == 1 && !draft.isTouched(wanted.id())) {
                replace(wanted, all.getFirst());
            }
        }
    }

    private void replace(Wanted wanted, Placed one) {
        Optional<Reason> reason = whyAnother(one.assigned(), assignments.renewed(wanted, one),
                wanted.reloads());
        if (reason.isEmpty()) {
            return;
        }
        Optional<Hold> missing = assignments.missing(wanted);
        if (missing.isPresent()) {
            draft.hold(wanted.id(), missing.get().reason(), List.of());
        } else if (one.isReady() && !budget.allows(wanted)) {
            draft.hold(wanted.id(), ReasonCode.WAITS_FOR_BUDGET,
                    "is replaced when " + budget.firstDown(wanted).map(InstanceId::address)
                            .orElse("another of " + wanted.service().name()) + " is ready");
        } else {
            onItsNode(wanted, one, reason.get());
        }
    }

    private void onItsNode(Wanted wanted, Placed one, Reason reason) {
        NodeLedger ledger = draft.ledger.node(one.node().name());
        ledger.remove(one.assigned());
        List<Refusal> refusals = Scheduler.refusals(Requests.of(draft, wanted), ledger,
                draft.ledger);
        ledger.add(one.assigned());
        if (!refusals.isEmpty()) {
            onAnother(wanted, reason);
            return;
        }
        budget.take(wanted, one);
        draft.leave(one);
        if (lists.isUnlisted(one)) {
            AssignedInstance fresh = assignments.fresh(wanted, one.node(),
                    Optional.of(one.assigned()));
            draft.replace(one, fresh, reason);
        } else {
            draft.hold(wanted.id(), ReasonCode.WAITS_FOR_LISTS,
                    "is replaced once nobody sends to it any more");
        }
    }

    /** Its node has no room for what it has become: the new one gets ready elsewhere first. */
    private void onAnother(Wanted wanted, Reason reason) {
        if (wanted.service().exclusive() != Exclusive.NO) {
            draft.hold(wanted.id(), ReasonCode.NO_NODE_FITS, "has changed, but its node has no room"
                    + " for what it has become, and two of it may not run (exclusive)");
            return;
        }
        switch (Scheduler.place(Requests.of(draft, wanted), draft.ledger)) {
            case Placement.On(NodeName node) -> draft.start(node, assignments.fresh(wanted,
                    draft.ledger.node(node).observation(), Optional.empty()), reason);
            case Placement.Nowhere(List<Refusal> refusals) -> draft.hold(wanted.id(),
                    new Reason(ReasonCode.NO_NODE_FITS,
                            "has changed, but no node can take what it has become: it stays"),
                    refusals);
        }
    }

    /** Why the container cannot be made to fit; empty when it can, or fits. */
    static Optional<Reason> whyAnother(AssignedInstance now, AssignedInstance renewed,
            boolean reloads) {
        if (!now.container().equals(renewed.container())) {
            return Optional.of(new Reason(ReasonCode.CHANGED, "the file has changed it"));
        }
        if (!now.secrets().equals(renewed.secrets())) {
            return Optional.of(new Reason(ReasonCode.CHANGED, "a secret has a new value"));
        }
        boolean addresses = !now.references().equals(renewed.references());
        if (addresses || !reloads && !now.lists().equals(renewed.lists())) {
            return Optional.of(new Reason(ReasonCode.ENDPOINTS_CHANGED,
                    "what it connects to has moved"));
        }
        return Optional.empty();
    }
}
