package orchestrator.reconciler.agent;

import java.util.List;
import java.util.SortedMap;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;

/** What one look at the engine gave; {@code images} has those that were asked for. */
record EngineLook(List<ObservedContainer> containers, List<VolumeId> volumes,
        SortedMap<String, Boolean> images) {
    EngineLook {
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }
}
