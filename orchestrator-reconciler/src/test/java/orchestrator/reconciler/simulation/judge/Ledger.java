package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Tombstone;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** What was ever written, by the log of the store: what the judges compare the deeds with. */
public final class Ledger {
    /** A leader that misses a hint may not know for so long what stands in the store. */
    static final Duration NEWS = Duration.ofSeconds(12);

    private final SimulatedCluster cluster;
    private final TreeMap<NodeName, NodeAssignment> assignments = new TreeMap<>();
    private final TreeMap<NodeName, NodeRecord> nodes = new TreeMap<>();
    private final TreeMap<Placement, AssignedInstance> everAssigned = new TreeMap<>();
    private final TreeMap<Placement, Tombstone> everBuried = new TreeMap<>();
    private final TreeSet<NodeName> present = new TreeSet<>();
    private final TreeSet<NodeName> intents = new TreeSet<>();
    private final TreeMap<NodeName, Instant> intentsUntil = new TreeMap<>();
    private final TreeMap<String, ContainerSpec> specs = new TreeMap<>();
    private final Declared declared = new Declared();
    private int epoch;

    /** One incarnation of an instance on one node. */
    public record Placement(NodeName node, InstanceId instance, Incarnation incarnation)
            implements
                Comparable<Placement> {
        @Override
        public int compareTo(Placement other) {
            int byInstance = instance.compareTo(other.instance);
            int byBoth = byInstance != 0 ? byInstance : incarnation.compareTo(other.incarnation);
            return byBoth != 0 ? byBoth : node.compareTo(other.node);
        }

        @Override
        public String toString() {
            return instance + " " + incarnation + " on " + node;
        }
    }

    Ledger(SimulatedCluster cluster) {
        this.cluster = cluster;
        begin();
    }

    /** Takes over what stands in the store now, as after it was put back to an older state. */
    void begin() {
        assignments.clear();
        present.clear();
        intents.clear();
        intentsUntil.clear();
        epoch = cluster.sight().epoch();
        for (String name : cluster.nodeNames()) {
            NodeName node = new NodeName(name);
            cluster.records().assignment(node).map(Versioned::value)
                    .ifPresent(found -> note(node, found));
            cluster.records().node(node).map(Versioned::value)
                    .ifPresent(found -> nodes.put(node, found));
            if (cluster.records().isPresent(node)) {
                present.add(node);
            }
        }
    }

    /** Takes in one commit; {@code told} hears of each assignment, and sees the one before. */
    void take(Committed committed, BiConsumer<NodeName, NodeAssignment> told) {
        for (StoreWrite write : committed.writes()) {
            String path = write.path();
            declared.take(write);
            if (path.equals(Paths.EPOCH) && !(write instanceof StoreWrite.Check)) {
                epoch++;
                intentsUntil.clear();
            } else if (path.startsWith(Paths.ASSIGNMENTS + "/")) {
                data(write).ifPresent(data -> assigned(node(path), data, told));
            } else if (path.startsWith(Paths.SPECS + "/")) {
                data(write).ifPresent(data -> specs.put(path,
                        cluster.decoded(ContainerSpec.class, data)));
            } else if (path.startsWith(Paths.NODES + "/")) {
                data(write).ifPresent(data -> nodes.put(node(path),
                        cluster.decoded(NodeRecord.class, data)));
            } else if (path.startsWith(Paths.PRESENCE + "/")) {
                stands(present, write);
            } else if (path.startsWith(Paths.INTENTS + "/")) {
                stands(intents, write);
                if (write instanceof StoreWrite.Delete) {
                    intentsUntil.put(node(path), committed.at());
                }
            }
        }
    }

    private void assigned(NodeName node, byte[] data,
            BiConsumer<NodeName, NodeAssignment> told) {
        NodeAssignment next = cluster.decoded(NodeAssignment.class, data);
        told.accept(node, next);
        note(node, next);
    }

    private void note(NodeName node, NodeAssignment assignment) {
        assignments.put(node, assignment);
        assignment.instances().forEach(each -> everAssigned.put(
                new Placement(node, each.id(), each.incarnation()), each));
        assignment.tombstones().forEach(each -> everBuried.put(
                new Placement(node, each.id(), each.incarnation()), each));
    }

    private static void stands(TreeSet<NodeName> those, StoreWrite write) {
        switch (write) {
            case StoreWrite.Create create -> those.add(node(create.path()));
            case StoreWrite.Delete delete -> those.remove(node(delete.path()));
            case StoreWrite.Update _,StoreWrite.Check _ -> {
            }
        }
    }

    static NodeName node(String path) {
        return new NodeName(path.substring(path.lastIndexOf('/') + 1));
    }

    /** What a write puts there; empty for one that puts nothing. */
    static Optional<byte[]> data(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Create create -> Optional.of(create.data());
            case StoreWrite.Update update -> Optional.of(update.data());
            case StoreWrite.Check _,StoreWrite.Delete _ -> Optional.empty();
        };
    }

    /** What the container of that placement is made from, when that was ever written. */
    Optional<ContainerSpec> spec(Placement placement) {
        return everAssigned(placement)
                .map(each -> specs.get(Paths.spec(each.spec())));
    }

    /** What persons have declared. */
    public Declared declared() {
        return declared;
    }

    /** How many epochs were begun. */
    int epoch() {
        return epoch;
    }

    NodeAssignment assignment(NodeName node) {
        return assignments.getOrDefault(node, NodeAssignment.none(SimulatedCluster.ID));
    }

    Map<NodeName, NodeAssignment> assignments() {
        return assignments;
    }

    Optional<NodeRecord> record(NodeName node) {
        return Optional.ofNullable(nodes.get(node));
    }

    Optional<AssignedInstance> everAssigned(Placement placement) {
        return Optional.ofNullable(everAssigned.get(placement));
    }

    Optional<Tombstone> everBuried(Placement placement) {
        return Optional.ofNullable(everBuried.get(placement));
    }

    boolean isPresent(NodeName node) {
        return present.contains(node);
    }

    /** Whether the leader may go by the word of a person who drains that node. */
    boolean mayHaveIntent(NodeName node, Instant now) {
        return intents.contains(node) || intentsUntil.getOrDefault(node, Instant.MIN)
                .isAfter(now.minus(NEWS));
    }
}
