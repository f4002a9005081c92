package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** What people want of nodes: one record each, which stands for as long as they want it. */
final class NodeIntents {
    private final ClusterRecords records;
    private final Supplier<Instant> now;

    NodeIntents(ClusterRecords records, Supplier<Instant> now) {
        this.records = records;
        this.now = now;
    }

    boolean drain(NodeName node, String who, String why) {
        return Retry.untilWritten("drain node " + node, () -> {
            Optional<Versioned<NodeIntent>> intent = records.intent(node);
            if (intent.isEmpty()) {
                write(node, new NodeIntent(who, why, now.get()), intent);
            }
            return intent.isEmpty();
        });
    }

    boolean undrain(NodeName node) {
        return Retry.untilWritten("undrain node " + node, () -> {
            Optional<Versioned<NodeIntent>> intent = records.intent(node);
            intent.ifPresent(found -> records.store().commit(
                    List.of(new StoreWrite.Delete(Paths.intent(node), found.version()))));
            return intent.isPresent();
        });
    }

    /** Void once the node comes back, even between our look and our write. */
    boolean confirmDead(NodeName node, String who, String why) {
        return Retry.untilWritten("confirm that node " + node + " is dead", () -> {
            int version = requireSilent(node);
            Optional<Versioned<NodeIntent>> intent = records.intent(node);
            if (intent.flatMap(found -> found.value().deadAt()).equals(Optional.of(version))) {
                return false;
            }
            records.store().commit(List.of(new StoreWrite.Check(Paths.node(node), version),
                    records.put(Paths.intent(node),
                            NodeIntent.dead(who, why, now.get(), version), intent)));
            return true;
        });
    }

    /** The version of the record of the silent node, read before it was seen to have no session. */
    private int requireSilent(NodeName node) {
        int version = records.node(node).map(Versioned::version)
                .orElseThrow(() -> new IllegalArgumentException("there is no node " + node
                        + " in this cluster; orch nodes lists them"));
        if (records.isPresent(node)) {
            throw new IllegalArgumentException("node " + node + " is not dead: its agent has a"
                    + " session; orch drain " + node + " empties it");
        }
        return version;
    }

    private void write(NodeName node, NodeIntent intent, Optional<Versioned<NodeIntent>> before) {
        records.store().commit(List.of(records.put(Paths.intent(node), intent, before)));
    }
}
