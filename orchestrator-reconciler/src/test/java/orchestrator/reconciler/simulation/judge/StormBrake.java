package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.Committed;

/**
 * S12: while at least three nodes and 30 % of all fell silent within a minute, with something on
 * them, nothing of theirs begins elsewhere. Nodes of which a person spoke do not count.
 */
final class StormBrake implements Judge {
    private static final Duration AT_ONCE = Duration.ofSeconds(60);
    private static final int LEAST = 3;
    private static final double SHARE = 0.3;
    /** Until a leader that is told nothing has looked again, and its calls are over. */
    private static final Duration NEWS = Duration.ofSeconds(20);
    /** One plan is written in so short a time. */
    private static final Duration ONE_PLAN = Duration.ofSeconds(1);

    private final Bench bench;
    private final TreeMap<NodeName, Instant> silentSince = new TreeMap<>();
    private final TreeMap<InstanceId, Leaver> leavers = new TreeMap<>();

    /** What was taken off a node of a storm, in that storm. */
    private record Leaver(NodeName from, Instant at, List<NodeName> storm) {}

    StormBrake(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        for (String name : bench.cluster().nodeNames()) {
            NodeName node = new NodeName(name);
            if (bench.ledger().isPresent(node)) {
                silentSince.remove(node);
            } else {
                silentSince.putIfAbsent(node, committed.at());
            }
        }
    }

    /** The silent node is written before the one that takes over, often in the same commit. */
    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        if (silentSince.containsKey(node)) {
            leave(committed.at(), node, before, after);
        }
        for (AssignedInstance each : after.instances()) {
            Leaver leaver = leavers.get(each.id());
            boolean moves = leaver != null && !leaver.from().equals(node)
                    && before.find(each.id(), each.incarnation()).isEmpty()
                    && leaver.at().plus(ONE_PLAN).isAfter(committed.at());
            if (moves) {
                bench.violated("S12", each.id() + " was moved from " + leaver.from() + " to "
                        + node + " while " + leaver.storm() + " had fallen silent");
            }
        }
    }

    private void leave(Instant now, NodeName node, NodeAssignment before, NodeAssignment after) {
        List<NodeName> storm = storm(now);
        boolean brakes = storm.contains(node)
                && storm.size() >= Math.max(LEAST, SHARE * bench.cluster().nodeNames().size());
        if (brakes) {
            before.instances().stream()
                    .filter(each -> after.find(each.id(), each.incarnation()).isEmpty())
                    .forEach(each -> leavers.put(each.id(), new Leaver(node, now, storm)));
        }
    }

    /** Those that fell silent in the same minute, with movable things, as far as known by now. */
    private List<NodeName> storm(Instant now) {
        List<Map.Entry<NodeName, Instant>> silent = silentSince.entrySet().stream()
                .filter(each -> each.getValue().isBefore(now.minus(NEWS)))
                .filter(each -> !bench.ledger().mayHaveIntent(each.getKey(), now))
                .filter(each -> bench.ledger().assignment(each.getKey()).instances().stream()
                        .anyMatch(bench.ledger().declared()::isMovable))
                .toList();
        Instant last = silent.stream().map(Map.Entry::getValue).max(Instant::compareTo)
                .orElse(now);
        return silent.stream().filter(each -> each.getValue().isAfter(last.minus(AT_ONCE)))
                .map(Map.Entry::getKey).toList();
    }
}
