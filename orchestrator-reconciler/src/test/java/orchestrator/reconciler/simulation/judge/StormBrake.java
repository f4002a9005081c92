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
    /** From the end of a session to a plan that knows of it, and back. */
    private static final Duration NEWS = Duration.ofSeconds(1);

    private final Bench bench;
    private final TreeMap<NodeName, Instant> silentSince = new TreeMap<>();

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

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        List<NodeName> storm = storm(committed.at());
        int nodes = bench.cluster().nodeNames().size();
        if (storm.size() < Math.max(LEAST, SHARE * nodes)) {
            return;
        }
        for (AssignedInstance each : after.instances()) {
            if (before.find(each.id(), each.incarnation()).isEmpty()) {
                storm.stream().filter(lost -> !lost.equals(node) && has(lost, each.id()))
                        .forEach(lost -> bench.violated("S12", each.id() + " was moved from " + lost
                                + " to " + node + " while " + storm + " had fallen silent"));
            }
        }
    }

    /** Those that fell silent in the same minute, with movable things, as far as known by now. */
    private List<NodeName> storm(Instant now) {
        List<Map.Entry<NodeName, Instant>> silent = silentSince.entrySet().stream()
                .filter(each -> each.getValue().isBefore(now.minus(NEWS)))
                .filter(each -> !bench.ledger().hasIntent(each.getKey()))
                .filter(each -> bench.ledger().assignment(each.getKey()).instances().stream()
                        .anyMatch(bench.ledger().declared()::isMovable))
                .toList();
        Instant last = silent.stream().map(Map.Entry::getValue).max(Instant::compareTo)
                .orElse(now);
        return silent.stream().filter(each -> each.getValue().isAfter(last.minus(AT_ONCE)))
                .map(Map.Entry::getKey).toList();
    }

    private boolean has(NodeName node, InstanceId instance) {
        return bench.ledger().assignment(node).instances().stream()
                .anyMatch(each -> each.id().equals(instance));
    }
}
