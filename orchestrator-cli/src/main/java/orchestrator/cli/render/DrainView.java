package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Hold;
import orchestrator.core.state.NodeObservation;

/**
 * What draining a node would come to.
 *
 * @param moves those that go elsewhere
 * @param down  those that stop until the node is back
 * @param stays those that stay where they are, because nothing else can take them
 */
public record DrainView(NodeName node, List<InstanceChange> moves, List<Down> down,
        List<Down> stays) {
    /** An instance that does not move, and why. */
    public record Down(InstanceId id, String why) {}

    /** From the forecast with the node drained. */
    public static DrainView of(NodeObservation node, Forecast forecast,
            List<InstanceChange> changes) {
        List<InstanceChange> moves = new ArrayList<>();
        List<Down> down = new ArrayList<>();
        List<Down> stays = new ArrayList<>();
        List<InstanceId> ids = node.assignment().instances().stream().map(AssignedInstance::id)
                .distinct().toList();
        for (InstanceId id : ids) {
            String why = forecast.holds().stream().filter(hold -> hold.instance().equals(id))
                    .map(Hold::reason).map(Object::toString).findFirst().orElse("");
            List<InstanceChange> its = changes.stream()
                    .filter(change -> change.id().equals(id)).toList();
            if (its.stream().anyMatch(change -> change.kind() == InstanceChange.Kind.MOVES)) {
                moves.addAll(its);
            } else if (its.stream()
                    .anyMatch(change -> change.kind() == InstanceChange.Kind.STOPS)) {
                down.add(new Down(id, why.isEmpty()
                        ? its.getFirst().reason().text()
                        : why));
            } else {
                stays.add(new Down(id, why.isEmpty() ? "nothing else can take it" : why));
            }
        }
        return new DrainView(node.name(), moves, down, stays);
    }

    /** How many instances run on it now. */
    public int runs() {
        return moves.size() + down.size() + stays.size();
    }

    /** The screen. */
    public List<Line> lines(Look look) {
        List<Line> lines = new ArrayList<>();
        lines.addAll(Wrap.paragraph(node + " runs " + Words.count(runs(), "instance") + "."
                + (runs() == 0 ? "" : " What can start elsewhere does."), look.width()));
        int columns = java.util.stream.Stream.of(moves.stream().map(InstanceChange::id),
                down.stream().map(Down::id), stays.stream().map(Down::id)).flatMap(ids -> ids)
                .mapToInt(id -> id.address().length()).max().orElse(0);
        moves.forEach(move -> lines.addAll(row(move.id(), columns, "-> "
                + move.to().map(NodeName::value).orElse(""), look)));
        down.forEach(each -> lines.addAll(row(each.id(), columns, "down until " + node
                + " is back: " + each.why(), look)));
        stays.forEach(each -> lines.addAll(row(each.id(), columns, "stays: " + each.why(), look)));
        return lines;
    }

    private static List<Line> row(InstanceId id, int columns, String text, Look look) {
        return Wrap.hanging("  " + Printable.padded(id.address(), columns) + "  ", text,
                look.width());
    }

    /** {@code orch drain -o json}. */
    public Json json(String result) {
        return Json.document("orch.drain/1").with("node", node).with("result", result)
                .with("moves", moves.stream().map(move -> Json.object()
                        .with("name", move.id().address())
                        .with("to", move.to().map(NodeName::value))).toList())
                .with("down", down.stream().map(DrainView::json).toList())
                .with("stays", stays.stream().map(DrainView::json).toList());
    }

    private static Json json(Down down) {
        return Json.object().with("name", down.id().address()).with("text", down.why());
    }
}
