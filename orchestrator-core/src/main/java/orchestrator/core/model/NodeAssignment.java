package orchestrator.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Everything one agent has to do, in one record. Instances are sorted by id, then incarnation; an
 * instance may stand twice while its next incarnation takes over.
 *
 * @param epoch      of the leader that wrote it
 * @param generation grows by one with every write of this record; 0 means never written
 */
public record NodeAssignment(ClusterId cluster, int epoch, long generation,
        List<AssignedInstance> instances, List<Tombstone> tombstones) {
    public NodeAssignment {
        instances = Ordered.copy(instances, AssignedInstance.ORDER);
        tombstones = List.copyOf(tombstones);
    }

    /** What a node has before the leader ever wrote for it. */
    public static NodeAssignment none(ClusterId cluster) {
        return new NodeAssignment(cluster, 0, 0, List.of(), List.of());
    }

    /** That placement, when it stands here. */
    public Optional<AssignedInstance> find(InstanceId id, Incarnation incarnation) {
        return Ordered.find(instances, each -> each.compareTo(id, incarnation));
    }
}
