package orchestrator.core.scheduler;

import java.util.List;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ServiceSpec;

/** What is to be placed: the instance, its service's rules, and what ties it to a node. */
public record PlacementRequest(InstanceId id, ServiceSpec service, List<Anchor> anchors) {
    public PlacementRequest {
        anchors = List.copyOf(anchors);
    }
}
