package orchestrator.core.plan;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.scheduler.Anchor;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;

/** Step 6: a place for every wanted instance that has none, once nothing it waits for is missing. */
final class PlaceStep {
    /** One for all: there may be millions of them. */
    private static final Reason ASKED_FOR = new Reason(ReasonCode.NEW, "the file asks for it");

    private final PlanDraft draft;
    private final AssignmentDraft assignments;
    private final Waits waits;

    PlaceStep(PlanDraft draft, AssignmentDraft assignments) {
        this.draft = draft;
        this.assignments = assignments;
        this.waits = new Waits(draft, assignments);
    }

    void run() {
        draft.attention.forEachOpen(wanted -> {
            if (!draft.isTouched(wanted.id()) && draft.placed(wanted.id()).isEmpty()) {
                placeOrHold(wanted);
            }
        });
    }

    private void placeOrHold(Wanted wanted) {
        Optional<Hold> hold = waits.of(wanted).or(() -> unproven(wanted))
                .or(() -> unknownData(wanted));
        hold.ifPresentOrElse(each -> draft.hold(each.instance(), each.reason(), List.of()),
                () -> place(wanted));
    }

    /** An exclusive one waits until its last container is known to be gone. */
    private Optional<Hold> unproven(Wanted wanted) {
        return Proof.missing(draft.restless, wanted).map(why -> new Hold(wanted.id(), why));
    }

    /** A node whose status was never read may have its data, and it must not begin without. */
    private Optional<Hold> unknownData(Wanted wanted) {
        boolean mayBeAnywhere = wanted.service().container().staysWithData()
                && draft.data.anchors(wanted).isEmpty();
        if (!mayBeAnywhere) {
            return Optional.empty();
        }
        return draft.restless.stream()
                .filter(node -> node.doubt().isPresent() && node.status().generation() == 0)
                .findFirst()
                .map(node -> new Hold(wanted.id(), new Reason(ReasonCode.STORE_IN_DOUBT,
                        "its data may be on " + node.name() + ": "
                                + node.doubt().orElseThrow().text())));
    }

    private void place(Wanted wanted) {
        switch (Scheduler.place(Requests.of(draft, wanted), draft.ledger)) {
            case Placement.On(NodeName node) -> draft.start(node,
                    assignments.fresh(wanted, draft.ledger.node(node).observation(),
                            Optional.empty()),
                    ASKED_FOR);
            case Placement.Nowhere(List<Refusal> refusals) -> hold(wanted, refusals);
        }
    }

    private void hold(Wanted wanted, List<Refusal> refusals) {
        List<Anchor> data = draft.data.anchors(wanted);
        if (data.isEmpty()) {
            Hold hold = Holds.noNode(wanted.id(), refusals);
            draft.hold(hold.instance(), hold.reason(), hold.refusals());
            return;
        }
        NodeName home = data.getFirst().node();
        String why = refusals.stream()
                .filter(refusal -> refusal.node().equals(home)).map(Refusal::text).findFirst()
                .orElse("which cannot be");
        draft.hold(wanted.id(), new Reason(ReasonCode.WAITS_FOR_DATA,
                data.getFirst().text() + ": " + stable(home, why)), refusals);
    }

    /** A reason must not change with the clock, or it would be news at every look. */
    private static String stable(NodeName home, String why) {
        return why.startsWith("silent") ? home + " is silent" : home + " is " + why;
    }
}
