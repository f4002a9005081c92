package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.SpecHash;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.PlacementRequest;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;

/**
 * Step 5: a new container where the running one can no longer be made to fit, copy by copy and within
 * the budget. Where two may run side by side the new one serves before the old one goes; elsewhere
 * the old one serves until the image of the new one is there. One that does not serve anyway costs
 * nobody anything and goes at once.
 */
final class ReplaceStep {
    private final PlanDraft draft;
    private final AssignmentDraft assignments;
    private final EndpointLists lists;
    private final Budget budget;
    private final Waits waits;

    ReplaceStep(PlanDraft draft, AssignmentDraft assignments, EndpointLists lists,
            Budget budget) {
        this.draft = draft;
        this.assignments = assignments;
        this.lists = lists;
        this.budget = budget;
        this.waits = new Waits(draft, assignments);
    }

    void run() {
        draft.attention.forEach(this::replace);
    }

    private void replace(Wanted wanted) {
        if (draft.isTouched(wanted.id())) {
            return;
        }
        List<Placed> all = draft.placed(wanted.id());
        if (all.size() == 1) {
            Placed one = all.getFirst();
            whyAnother(one.assigned(), assignments.renewed(wanted, one), wanted)
                    .ifPresent(reason -> replace(wanted, one, reason));
        }
    }

    private void replace(Wanted wanted, Placed one, Reason reason) {
        Optional<Hold> held = wanted.project().halted().map(why -> new Hold(wanted.id(), why))
                .or(() -> waits.of(wanted));
        if (held.isPresent()) {
            draft.hold(wanted.id(), held.get().reason(), List.of());
        } else if (one.isDown()) {
            stopFirst(wanted, one, reason);
        } else if (ReplaceOrder.of(wanted, draft).startsFirst()) {
            within(budget.waitsFor(wanted), wanted, () -> startFirst(wanted, one, reason));
        } else {
            within(budget.waitsForToStop(wanted), wanted, () -> stopFirst(wanted, one, reason));
        }
    }

    private void within(Optional<InstanceId> waitsFor, Wanted wanted, Runnable replaces) {
        waitsFor.ifPresentOrElse(other -> draft.hold(Holds.turn(draft, wanted.id(), other)),
                replaces);
    }

    private void startFirst(Wanted wanted, Placed one, Reason reason) {
        NodeLedger own = draft.ledger.node(one.node().name());
        PlacementRequest request = Requests.of(draft, wanted);
        boolean fitsBeside = Scheduler.refusals(request, own, draft.ledger).isEmpty();
        switch (fitsBeside
                ? new Placement.On(own.name())
                : Scheduler.place(request, draft.ledger)) {
            case Placement.On(NodeName node) -> {
                budget.take(wanted, false);
                start(wanted, node, reason);
            }
            case Placement.Nowhere(List<Refusal> refusals) -> {
                if (ReplaceOrder.isDemanded(wanted)) {
                    draft.hold(wanted.id(), new Reason(ReasonCode.NO_NODE_FITS, "has changed, but"
                            + " no node has room for a second one (order: start-first)"),
                            refusals);
                } else {
                    within(budget.waitsForToStop(wanted), wanted,
                            () -> stopFirst(wanted, one, reason));
                }
            }
        }
    }

    private void stopFirst(Wanted wanted, Placed one, Reason reason) {
        NodeLedger ledger = draft.ledger.node(one.node().name());
        ledger.remove(one.assigned());
        List<Refusal> refusals = Scheduler.refusals(Requests.of(draft, wanted), ledger,
                draft.ledger);
        ledger.add(one.assigned());
        Optional<Hold> image = one.isDown() ? Optional.empty() : unfetched(wanted, one);
        if (!refusals.isEmpty()) {
            onAnother(wanted, one, reason);
        } else if (image.isPresent()) {
            draft.hold(wanted.id(), image.get().reason(), List.of());
        } else {
            budget.take(wanted, true);
            onItsNode(wanted, one, reason);
        }
    }

    private void onItsNode(Wanted wanted, Placed one, Reason reason) {
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

    /** Its next image may still be on its way; only a container that differs needs one. */
    private Optional<Hold> unfetched(Wanted wanted, Placed one) {
        SpecHash next = draft.specs.of(wanted.service().container()).container();
        if (draft.pace == Pace.AT_ONCE || next.equals(one.assigned().container())) {
            return Optional.empty();
        }
        String image = wanted.service().container().image();
        Optional<Reason> state = one.node().status().image(image);
        return state.filter(known -> known.code() == ReasonCode.IMAGE_PRESENT).isPresent()
                ? Optional.empty()
                : Optional.of(Holds.image(wanted.id(), image, one.node().name(), state));
    }

    /** Its node cannot take what it has become: the new one gets ready elsewhere first. */
    private void onAnother(Wanted wanted, Placed one, Reason reason) {
        if (wanted.service().exclusive() != Exclusive.NO) {
            draft.hold(wanted.id(), ReasonCode.NO_NODE_FITS, "has changed, but its node cannot take"
                    + " what it has become, and two of it may not run (exclusive)");
            return;
        }
        switch (Scheduler.place(Requests.of(draft, wanted), draft.ledger)) {
            case Placement.On(NodeName node) -> {
                budget.take(wanted, false);
                start(wanted, node, reason);
            }
            case Placement.Nowhere(List<Refusal> refusals) -> draft.hold(wanted.id(),
                    whyItStays(one, refusals), refusals);
        }
    }

    /** Of an image that cannot be had, people want to hear first. */
    private static Reason whyItStays(Placed one, List<Refusal> refusals) {
        return refusals.stream().filter(refusal -> refusal.rule() == Refusal.Rule.IMAGE
                && refusal.node().equals(one.node().name())).findFirst()
                .map(refusal -> new Reason(ReasonCode.WAITS_FOR_IMAGE, "has changed, but "
                        + refusal.node() + " " + refusal.text() + "; it stays as it is"))
                .orElseGet(() -> new Reason(ReasonCode.NO_NODE_FITS,
                        "has changed, but no node can take what it has become: it stays"));
    }

    private void start(Wanted wanted, NodeName node, Reason reason) {
        draft.start(node, assignments.fresh(wanted, draft.ledger.node(node).observation(),
                Optional.empty()), reason);
    }

    /** Why the container cannot be made to fit; empty when it can, or fits. */
    static Optional<Reason> whyAnother(AssignedInstance now, AssignedInstance renewed,
            Wanted wanted) {
        if (!now.container().equals(renewed.container()) || leaseDiffers(now, renewed)) {
            return Optional.of(new Reason(ReasonCode.CHANGED, "the file has changed it"));
        }
        if (!now.secrets().equals(renewed.secrets())) {
            return Optional.of(new Reason(ReasonCode.CHANGED, "a secret has a new value"));
        }
        if (wanted.restart() > now.origin().restart()) {
            return Optional.of(new Reason(ReasonCode.RESTART_ASKED,
                    "revision " + wanted.restart() + " asks for a restart"));
        }
        boolean addresses = !now.references().equals(renewed.references());
        if (addresses || !wanted.reloads() && !now.lists().equals(renewed.lists())) {
            return Optional.of(new Reason(ReasonCode.ENDPOINTS_CHANGED,
                    "what it connects to has moved"));
        }
        return Optional.empty();
    }

    /** A container is made to end with a lease, or it is not. */
    static boolean leaseDiffers(AssignedInstance now, AssignedInstance renewed) {
        return (now.upkeep().exclusive() == Exclusive.LEASE) != (renewed.upkeep()
                .exclusive() == Exclusive.LEASE);
    }
}
