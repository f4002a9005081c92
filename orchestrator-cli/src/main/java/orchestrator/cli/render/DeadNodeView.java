package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.plan.Hold;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/**
 * What it comes to when a person vouches that a silent node is dead.
 *
 * @param silence   for how long the node has been silent
 * @param moves     what then starts elsewhere
 * @param exclusive those of {@code moves} that may never be alive twice
 * @param stays     what goes on waiting, and for what
 */
public record DeadNodeView(NodeName node, String silence, List<InstanceChange> moves,
        List<InstanceId> exclusive, List<Stays> stays) {
    /** An instance that does not move, and why. */
    public record Stays(InstanceId id, String why) {}

    /** From the forecast with the node confirmed dead. */
    public static DeadNodeView of(ClusterView view, NodeObservation node,
            List<InstanceChange> changes, List<Hold> holds) {
        List<InstanceChange> moves = new ArrayList<>();
        List<InstanceId> exclusive = new ArrayList<>();
        List<Stays> stays = new ArrayList<>();
        for (AssignedInstance each : node.assignment().instances()) {
            List<InstanceChange> its = changes.stream()
                    .filter(change -> change.id().equals(each.id()))
                    .filter(change -> change.kind() == InstanceChange.Kind.MOVES).toList();
            moves.addAll(its);
            if (its.isEmpty()) {
                stays.add(new Stays(each.id(), why(each.id(), holds)));
            } else if (isExclusive(each.id(), view)) {
                exclusive.add(each.id());
            }
        }
        String silence = node.silentSince().map(since -> Words.roughly(
                Words.between(since, view.takenAt()))).orElse("");
        return new DeadNodeView(node.name(), silence, moves, exclusive, stays);
    }

    private static String why(InstanceId id, List<Hold> holds) {
        return holds.stream().filter(hold -> hold.instance().equals(id)).map(Hold::reason)
                .map(Reason::text).findFirst().orElse("nothing is done about it");
    }

    private static boolean isExclusive(InstanceId id, ClusterView view) {
        return ProjectViews.desired(view, id.project())
                .flatMap(project -> project.service(id.service()))
                .filter(service -> service.exclusive() != Exclusive.NO).isPresent();
    }

    /** What would happen. */
    public List<Line> lines(Look look) {
        List<Line> lines = new ArrayList<>(Wrap.paragraph(node + " has been silent for " + silence
                + ". " + (moves.isEmpty()
                        ? "Nothing on it would move."
                        : "Once it is confirmed dead, " + Words.count(moves.size(), "instance")
                                + (moves.size() == 1 ? " starts" : " start") + " elsewhere."),
                look.width()));
        int columns = java.util.stream.Stream.concat(moves.stream().map(InstanceChange::id),
                stays.stream().map(Stays::id)).mapToInt(id -> id.address().length()).max()
                .orElse(0);
        moves.forEach(move -> lines.addAll(row(move.id(), columns, "-> "
                + move.to().map(NodeName::value).orElse("")
                + (exclusive.contains(move.id()) ? ", exclusive" : ""), look)));
        stays.forEach(stay -> lines.addAll(row(stay.id(), columns, stay.why(), look)));
        return lines;
    }

    private static List<Line> row(InstanceId id, int columns, String text, Look look) {
        return Wrap.hanging("  " + Printable.padded(id.address(), columns) + "  ", text,
                look.width());
    }

    /** What is lost if the person is wrong. */
    public String warning() {
        if (moves.isEmpty()) {
            return node + " takes no work when it comes back, until orch undrain.";
        }
        if (exclusive.isEmpty()) {
            return "If " + node + " still runs, what moves runs twice until it is back.";
        }
        List<String> names = exclusive.stream().map(InstanceId::address).toList();
        return "If " + node + " still runs, " + (names.size() <= 3
                ? Words.list(names)
                : Words.count(names.size(), "exclusive instance"))
                + (names.size() == 1 ? " runs" : " run") + " twice.";
    }

    /** The same for programs. */
    public Json json(boolean changed) {
        return Json.document("orch.node/1").with("node", node).with("state", "confirmed-dead")
                .with("changed", changed)
                .with("moves", moves.stream().map(move -> Json.object()
                        .with("name", move.id().address()).with("to", move.to())
                        .with("exclusive", exclusive.contains(move.id()))).toList())
                .with("stays", stays.stream().map(stay -> Json.object()
                        .with("name", stay.id().address()).with("text", stay.why())).toList());
    }
}
