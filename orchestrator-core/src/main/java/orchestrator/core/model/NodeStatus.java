package orchestrator.core.model;

import java.util.List;
import java.util.Optional;

/**
 * All an agent sees on its node. Only that agent writes it.
 *
 * @param generation newest generation of its assignment the agent has acted on
 * @param volumes    the data that lies on this node, also of instances that no longer run here
 * @param trouble    why the node takes no new work: its engine does not answer, its disk is full
 */
public record NodeStatus(NodeName node, long generation, List<InstanceStatus> instances,
        List<VolumeId> volumes, Optional<Reason> trouble) {
    public NodeStatus {
        instances = List.copyOf(instances);
        volumes = List.copyOf(volumes);
    }

    /** What is known of a node that never reported. */
    public static NodeStatus none(NodeName node) {
        return new NodeStatus(node, 0, List.of(), List.of(), Optional.empty());
    }

    /** The row of that incarnation, when there is one. */
    public Optional<InstanceStatus> find(InstanceId id, Incarnation incarnation) {
        return instances.stream()
                .filter(each -> each.id().equals(id) && each.incarnation().equals(incarnation))
                .findFirst();
    }
}
