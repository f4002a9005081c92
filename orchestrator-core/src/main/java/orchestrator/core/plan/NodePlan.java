package orchestrator.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;

/**
 * What an agent does now, and what it says of everything on its node.
 *
 * @param actions  at most one per instance; stops first, then sorted by placement; pulls ahead,
 *                 which are in no instance's way, come last and beside the others
 * @param rows     sorted by placement: everything assigned, buried or merely there
 * @param memories what to remember for the next plan
 * @param images   what to report of images, sorted by name
 * @param nextLook when the plan will differ even if nothing happens; empty when it will not
 */
public record NodePlan(List<ContainerAction> actions, List<InstanceStatus> rows,
        SortedMap<PlacementKey, PlacementMemory> memories, List<ImageStatus> images,
        Optional<Instant> nextLook) {
    public NodePlan {
        actions = List.copyOf(actions);
        rows = List.copyOf(rows);
        images = List.copyOf(images);
    }
}
