package orchestrator.core.model;

import java.util.List;
import java.util.Optional;

/**
 * All an agent sees on its node. Only that agent writes it.
 *
 * @param generation newest generation of its assignment the agent has acted on
 * @param instances  sorted by id, then incarnation
 * @param volumes    the data that lies on this node, also of instances that no longer run here
 * @param trouble    why the node takes no new work: its engine does not answer, its disk is full
 * @param images     those that were asked for ahead, and those that could not be had here for
 *                   some time now, whoever asked; sorted by name
 */
public record NodeStatus(NodeName node, long generation, List<InstanceStatus> instances,
        List<VolumeId> volumes, Optional<Reason> trouble, List<ImageStatus> images) {
    public NodeStatus {
        instances = Ordered.copy(instances, InstanceStatus.ORDER);
        volumes = List.copyOf(volumes);
        images = List.copyOf(images);
    }

    /** Without a word on images. */
    public NodeStatus(NodeName node, long generation, List<InstanceStatus> instances,
            List<VolumeId> volumes, Optional<Reason> trouble) {
        this(node, generation, instances, volumes, trouble, List.of());
    }

    /**
     * How it stands with one image.
     *
     * @param state by {@code IMAGE_PRESENT}, {@code IMAGE_PULLING} with what has arrived so far,
     *              {@code IMAGE_PULL_FAILED} once several pulls in a row have failed, or
     *              {@code IMAGE_MISSING} when the registry has no such image
     */
    public record ImageStatus(String image, Reason state) {}

    /** How it stands with that image, when the agent says anything of it. */
    public Optional<Reason> image(String name) {
        return images.stream().filter(each -> each.image().equals(name))
                .map(ImageStatus::state).findFirst();
    }

    /** What is known of a node that never reported. */
    public static NodeStatus none(NodeName node) {
        return new NodeStatus(node, 0, List.of(), List.of(), Optional.empty());
    }

    /** The row of that incarnation, when there is one. */
    public Optional<InstanceStatus> find(InstanceId id, Incarnation incarnation) {
        return Ordered.find(instances, each -> each.compareTo(id, incarnation));
    }
}
