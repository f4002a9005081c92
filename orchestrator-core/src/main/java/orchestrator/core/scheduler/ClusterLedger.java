package orchestrator.core.scheduler;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;

import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What every node has given out, sorted by name. */
public final class ClusterLedger {
    private final Instant takenAt;
    private final TreeMap<NodeName, NodeLedger> nodes = new TreeMap<>();

    /** The ledger that follows from the assignments as they are. */
    public ClusterLedger(ObservedState observed) {
        takenAt = observed.takenAt();
        observed.nodes().forEach(each -> nodes.put(each.name(), new NodeLedger(each)));
    }

    private ClusterLedger(ClusterLedger other) {
        takenAt = other.takenAt;
        nodes.putAll(other.nodes);
    }

    /**
     * The same ledgers, and a new one for the node that is seen otherwise. What is given out on
     * any other node afterwards is given out in both.
     */
    public ClusterLedger with(NodeObservation changed) {
        ClusterLedger other = new ClusterLedger(this);
        other.nodes.put(changed.name(), new NodeLedger(changed));
        return other;
    }

    Instant takenAt() {
        return takenAt;
    }

    public Collection<NodeLedger> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /**
     * The ledger of a node.
     *
     * @throws IllegalArgumentException when there is no such node
     */
    public NodeLedger node(NodeName name) {
        NodeLedger node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node " + name);
        }
        return node;
    }
}
