package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Update.Order;
import orchestrator.core.plan.Action;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * What a forecast comes to for one instance, all its actions together.
 *
 * @param from   the node it was on, {@code to} the node it will be on
 * @param order  which goes first where a new container takes the place of another one
 * @param before its placement as it is, {@code after} as it will be
 */
public record InstanceChange(InstanceId id, Kind kind, Optional<NodeName> from,
        Optional<NodeName> to, Reason reason, Optional<Order> order,
        Optional<AssignedInstance> before, Optional<AssignedInstance> after) {
    private static final List<ReasonCode> CAUSES = List.of(ReasonCode.CHANGED,
            ReasonCode.RESTART_ASKED, ReasonCode.ENDPOINTS_CHANGED);

    /** What happens to it. */
    public enum Kind {
        STARTS, STOPS, REPLACED, MOVES, ADJUSTED
    }

    /** One per instance that anything happens to, sorted by instance. */
    public static List<InstanceChange> of(List<Action> actions, ObservedState observed) {
        Map<InstanceId, List<Action>> byInstance = new TreeMap<>();
        for (Action action : actions) {
            byInstance.computeIfAbsent(action.instance(), key -> new ArrayList<>()).add(action);
        }
        List<InstanceChange> changes = new ArrayList<>();
        byInstance.forEach((id, its) -> of(id, its, observed).ifPresent(changes::add));
        return changes;
    }

    private record Placement(NodeName node, AssignedInstance assigned) {}

    private static Optional<InstanceChange> of(InstanceId id, List<Action> actions,
            ObservedState observed) {
        List<Placement> placed = placements(id, observed);
        Optional<Placement> before = newest(placed);
        Optional<Placement> after = before;
        boolean anew = false;
        for (Action action : actions) {
            after = switch (action) {
                case Action.Start(NodeName node, AssignedInstance assigned, Reason _) ->
                    Optional.of(new Placement(node, assigned));
                case Action.Replace(NodeName node, var _, AssignedInstance assigned, Reason _) ->
                    Optional.of(new Placement(node, assigned));
                case Action.Adjust(NodeName node, AssignedInstance assigned, Reason _) ->
                    newer(after, new Placement(node, assigned));
                case Action.Stop stop -> {
                    placed.removeIf(each -> is(each, stop));
                    yield after.filter(each -> !is(each, stop)).or(() -> newest(placed));
                }
                case Action.Bury _ -> after;
            };
            anew |= action instanceof Action.Start || action instanceof Action.Replace;
        }
        Optional<Kind> kind = kind(before, after, anew);
        Optional<Placement> last = after;
        return kind.map(is -> new InstanceChange(id, is, before.map(Placement::node),
                last.map(Placement::node), reason(actions), order(is, actions),
                before.map(Placement::assigned), last.map(Placement::assigned)));
    }

    /** Of the action that ends or begins something: others get ready for it, or follow from it. */
    private static Reason reason(List<Action> actions) {
        return actions.stream().filter(InstanceChange::isDecisive).findFirst()
                .or(() -> actions.stream().filter(action -> action.reason()
                        .code() == ReasonCode.ENDPOINTS_CHANGED).findFirst())
                .orElse(actions.getFirst()).reason();
    }

    private static boolean isDecisive(Action action) {
        return !(action instanceof Action.Adjust) && !(action instanceof Action.Bury);
    }

    private static Optional<Order> order(Kind kind, List<Action> actions) {
        return kind != Kind.REPLACED && kind != Kind.MOVES
                ? Optional.empty()
                : actions.stream().filter(InstanceChange::isDecisive).findFirst()
                        .map(first -> first instanceof Action.Start
                                ? Order.START_FIRST
                                : Order.STOP_FIRST);
    }

    /** True when it gets a new container for another cause than its node. */
    boolean isReplaced() {
        return kind == Kind.REPLACED || kind == Kind.MOVES && CAUSES.contains(reason.code());
    }

    /** While an instance moves, its old placement is still told of new addresses. */
    private static Optional<Placement> newer(Optional<Placement> known, Placement adjusted) {
        return known.filter(placed -> placed.assigned().incarnation()
                .compareTo(adjusted.assigned().incarnation()) > 0)
                .or(() -> Optional.of(adjusted));
    }

    private static Optional<Kind> kind(Optional<Placement> before, Optional<Placement> after,
            boolean anew) {
        if (before.isEmpty()) {
            return after.map(_ -> Kind.STARTS);
        }
        if (after.isEmpty()) {
            return Optional.of(Kind.STOPS);
        }
        // only the one that was to take its place ends, and it serves on as it did
        boolean older = after.get().assigned().incarnation()
                .compareTo(before.get().assigned().incarnation()) < 0;
        if (older || before.get().equals(after.get())) {
            return Optional.empty();
        }
        boolean stays = before.get().node().equals(after.get().node());
        return Optional.of(!stays ? Kind.MOVES : anew ? Kind.REPLACED : Kind.ADJUSTED);
    }

    private static boolean is(Placement placed, Action.Stop stop) {
        return placed.assigned().incarnation().equals(stop.incarnation());
    }

    private static List<Placement> placements(InstanceId id, ObservedState observed) {
        List<Placement> placed = new ArrayList<>();
        for (NodeObservation node : observed.nodes()) {
            node.assignment().instances().stream().filter(each -> each.id().equals(id))
                    .forEach(each -> placed.add(new Placement(node.name(), each)));
        }
        return placed;
    }

    private static Optional<Placement> newest(List<Placement> placed) {
        return placed.stream().max(Comparator
                .comparing((Placement each) -> each.assigned().incarnation()));
    }

    /** How many addresses its templates list: the largest of its lists. */
    static int listed(Optional<AssignedInstance> assigned) {
        return assigned.stream().flatMap(each -> each.lists().stream())
                .mapToInt(list -> list.endpoints().size()).max().orElse(0);
    }
}
