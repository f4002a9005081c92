package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.scheduler.Placement;
import orchestrator.core.scheduler.Refusal;
import orchestrator.core.scheduler.Scheduler;
import orchestrator.core.state.NodeObservation;

/**
 * Step 4: away from nodes that are lost, draining, or no longer fit the rules of the service. What
 * has its data there stays, and says so. From a lost node it starts elsewhere; from one that lives,
 * the new incarnation gets ready before the old one goes, unless it has to wait for others anyway.
 */
final class EvacuateStep {
    private static final List<Refusal.Rule> RULES_OF_THE_FILE = List.of(Refusal.Rule.ONLY,
            Refusal.Rule.NEAR, Refusal.Rule.APART);

    private final PlanDraft draft;
    private final AssignmentDraft assignments;
    private final EndpointLists lists;
    private final Waits waits;
    private final Budget budget;
    private final List<Leaver> leavers = new ArrayList<>();
    /** One for all that a lost node ran: there may be hundreds of thousands. */
    private final Map<NodeName, Reason> lossReasons = new LinkedHashMap<>();

    /** One that stops where it is, before there is another. */
    private record Leaver(Placed one, Reason reason) {
        InstanceId id() {
            return one.assigned().id();
        }
    }

    EvacuateStep(PlanDraft draft, AssignmentDraft assignments, EndpointLists lists,
            Budget budget) {
        this.draft = draft;
        this.assignments = assignments;
        this.lists = lists;
        this.waits = new Waits(draft, assignments);
        this.budget = budget;
    }

    /**
     * What cannot move is decided first, for what depends on it has no use for a move either; but it
     * stops last, for what depends on it may still serve somebody.
     */
    void run() {
        evacuate(EvacuateStep::mayBeTied);
        evacuate(wanted -> !mayBeTied(wanted));
        StopOrder order = new StopOrder(leavers.stream().map(Leaver::one).toList());
        leavers.forEach(leaver -> stop(leaver, order));
    }

    /** What is on a node that answers comes before all that is not; of that, the longest lost first. */
    private void evacuate(Predicate<Wanted> which) {
        LossOrder silent = new LossOrder();
        draft.attention.forEach(wanted -> {
            if (which.test(wanted)) {
                List<Placed> all = draft.placed(wanted.id());
                if (all.size() == 1 && all.getFirst().isSilent()) {
                    silent.add(all.getFirst().node(), wanted);
                } else {
                    evacuate(wanted, all);
                }
            }
        });
        silent.forEach(draft.losses::freeTurns,
                wanted -> evacuate(wanted, draft.placed(wanted.id())));
    }

    private static boolean mayBeTied(Wanted wanted) {
        return wanted.pinned().isPresent() || wanted.service().container().staysWithData();
    }

    private void evacuate(Wanted wanted, List<Placed> all) {
        if (all.size() == 1 && !draft.isTouched(wanted.id())) {
            evacuate(wanted, all.getFirst());
        }
    }

    private void evacuate(Wanted wanted, Placed one) {
        if (one.isSilent()) {
            silent(wanted, one);
        } else if (one.node().intent().isPresent()) {
            leaveNode(wanted, one, new Reason(ReasonCode.NODE_DRAINING,
                    one.node().name() + " is draining"));
        } else if (one.isDown() && nodeFails(one).isPresent()) {
            leaveBadNode(wanted, one);
        } else {
            brokenRule(wanted, one).ifPresent(refusal -> leaveNode(wanted, one,
                    new Reason(ReasonCode.NODE_UNFIT, one.node().name() + " " + refusal.text())));
        }
    }

    private Optional<Reason> nodeFails(Placed one) {
        return one.nodeFails(draft.observed.takenAt());
    }

    /** It does not serve, and not for a reason of its own: another node may do better. */
    private void leaveBadNode(Wanted wanted, Placed one) {
        boolean mayMove = wanted.pinned().isEmpty() && !draft.data.ties(wanted, one)
                && waits.of(wanted).isEmpty();
        if (mayMove && place(wanted) instanceof Placement.On(NodeName node)) {
            Reason reason = new Reason(ReasonCode.NODE_UNFIT,
                    one.node().name() + ": " + nodeFails(one).orElseThrow().text());
            draft.stop(one, reason);
            if (wanted.service().exclusive() == Exclusive.NO) {
                start(wanted, node, reason);
            }
        }
    }

    private void silent(Wanted wanted, Placed one) {
        InstanceId id = wanted.id();
        NodeName node = one.node().name();
        Optional<Reason> unproven = Proof.missing(draft.restless, wanted);
        if (!one.isLost(wanted.service(), draft.observed.takenAt())
                && !one.node().isConfirmedDead()) {
            draft.hold(Holds.silent(id, node));
        } else if (wanted.pinned().isPresent()) {
            draft.hold(id, ReasonCode.NODE_LOST, node + " is lost, and this one belongs to it");
        } else if (unproven.isPresent()) {
            draft.hold(id, unproven.get(), List.of());
        } else if (draft.data.ties(wanted, one)) {
            draft.hold(id, ReasonCode.WAITS_FOR_DATA,
                    "its data is on " + node + ", which is lost: it waits for " + node);
        } else if (draft.braked && one.node().intent().isEmpty()) {
            draft.hold(Holds.manyLost(id, node));
        } else {
            moveInTurn(wanted, one);
        }
    }

    /** What ran under a lease that is over has ended, so nothing is gained by waiting. */
    private void moveInTurn(Wanted wanted, Placed one) {
        NodeName node = one.node().name();
        boolean needsTurn = one.node().intent().isEmpty() && !one.assigned().isLeased();
        if (needsTurn && !draft.losses.mayEmpty(node)) {
            draft.hold(wanted.id(), ReasonCode.MANY_NODES_LOST,
                    node + " is lost, and others that are have their turn first");
        } else if (moveFromLost(wanted, one) && needsTurn) {
            draft.losses.takeTurn(node);
        }
    }

    private boolean moveFromLost(Wanted wanted, Placed one) {
        Optional<Hold> missing = waits.of(wanted);
        if (missing.isPresent()) {
            draft.hold(wanted.id(), missing.get().reason(), List.of());
            return false;
        }
        Reason reason = lossReasons.computeIfAbsent(one.node().name(), _ -> lossOf(one.node()));
        return switch (place(wanted)) {
            case Placement.On(NodeName node) -> {
                draft.stop(one, reason);
                start(wanted, node, reason);
                yield true;
            }
            case Placement.Nowhere(List<Refusal> refusals) -> {
                draft.hold(wanted.id(), new Reason(ReasonCode.NO_NODE_FITS, one.node().name()
                        + " is lost and no other node can take it"), refusals);
                yield false;
            }
        };
    }

    private static Reason lossOf(NodeObservation node) {
        return node.isConfirmedDead()
                ? new Reason(ReasonCode.NODE_CONFIRMED_DEAD, node.name() + " is dead, says "
                        + node.intent().orElseThrow().who())
                : new Reason(ReasonCode.NODE_LOST, node.name() + " is lost");
    }

    private void leaveNode(Wanted wanted, Placed one, Reason reason) {
        boolean stays = wanted.pinned().isPresent() || draft.data.ties(wanted, one);
        boolean unfit = reason.code() == ReasonCode.NODE_UNFIT;
        Optional<Hold> missing = waits.of(wanted);
        if (unfit && stays) {
            draft.hold(wanted.id(), ReasonCode.WAITS_FOR_DATA,
                    "stays with its data, although " + reason.text());
        } else if (unfit && missing.isPresent()) {
            // It serves where it is, and could not begin anywhere else now.
            draft.hold(wanted.id(), missing.get().reason(), List.of());
        } else if (!stays && missing.isEmpty() && wanted.service().exclusive() != Exclusive.NO
                && place(wanted) instanceof Placement.Nowhere(List<Refusal> refusals)) {
            draft.hold(wanted.id(), new Reason(ReasonCode.NO_NODE_FITS, reason.text()
                    + ", but no other node can take it: it stays"), refusals);
        } else if (!stays && missing.isPresent() && !one.isDown() && waits.isForAWhile(wanted)) {
            draft.hold(wanted.id(), missing.get().reason(), List.of());
        } else if (stays || missing.isPresent()) {
            // Waiting for its turn would help nobody: it is down until its node is back, and the
            // person who drains was told so.
            stopFirst(wanted, one, reason);
        } else if (wanted.service().exclusive() != Exclusive.NO) {
            stopInTurn(wanted, one, reason);
        } else {
            startFirst(wanted, reason);
        }
    }

    private void stopInTurn(Wanted wanted, Placed one, Reason reason) {
        Optional<InstanceId> other = one.isDown()
                ? Optional.empty()
                : budget.waitsForToStop(wanted);
        other.ifPresentOrElse(first -> draft.hold(Holds.turn(draft, wanted.id(), first)),
                () -> stopFirst(wanted, one, reason));
    }

    private void stopFirst(Wanted wanted, Placed one, Reason reason) {
        budget.take(wanted, true);
        draft.leave(one);
        leavers.add(new Leaver(one, reason));
    }

    private void stop(Leaver leaver, StopOrder order) {
        Optional<InstanceId> user = order.waitsFor(leaver.id())
                .filter(any -> draft.pace != Pace.AT_ONCE);
        if (user.isPresent()) {
            draft.hold(leaver.id(), ReasonCode.WAITS_FOR_LISTS, "stops once "
                    + user.get().address() + " has, which connects to it");
        } else if (lists.isUnlisted(leaver.one())) {
            draft.stop(leaver.one(), leaver.reason());
        } else {
            draft.hold(leaver.id(), ReasonCode.WAITS_FOR_LISTS,
                    "stops once nobody sends to it any more");
        }
    }

    private void startFirst(Wanted wanted, Reason reason) {
        switch (place(wanted)) {
            case Placement.On(NodeName node) -> start(wanted, node, reason);
            case Placement.Nowhere(List<Refusal> refusals) ->
                draft.hold(wanted.id(), new Reason(ReasonCode.NO_NODE_FITS, reason.text()
                        + ", but no other node can take it: it stays"), refusals);
        }
    }

    private Placement place(Wanted wanted) {
        return Scheduler.place(Requests.elsewhere(draft, wanted), draft.ledger);
    }

    private void start(Wanted wanted, NodeName node, Reason reason) {
        budget.take(wanted, false);
        draft.start(node, assignments.fresh(wanted, draft.ledger.node(node).observation(),
                Optional.empty()), reason);
    }

    /** Hardly ever is one broken, so whether one is is asked before what it is. */
    private Optional<Refusal> brokenRule(Wanted wanted, Placed one) {
        if (wanted.service().place().isAnywhere()) {
            return Optional.empty();
        }
        return Scheduler.refusals(Requests.of(draft, wanted),
                draft.ledger.node(one.node().name()), draft.ledger).stream()
                .filter(refusal -> RULES_OF_THE_FILE.contains(refusal.rule())).findFirst();
    }
}
