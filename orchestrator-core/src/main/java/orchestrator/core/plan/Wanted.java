package orchestrator.core.plan;

import java.util.Optional;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.state.DesiredProject;

/** One instance that should run; {@code pinned} is its node when it is one of an every-node. */
record Wanted(InstanceId id, ServiceSpec service, DesiredProject project,
        Optional<NodeName> pinned) {
    /** The newest revision that asked for a restart of it, 0 for none. */
    int restart() {
        return project.restarts().isEmpty()
                ? 0
                : id.addresses().stream()
                        .mapToInt(address -> project.restarts().getOrDefault(address, 0)).max()
                        .orElse(0);
    }

    /** True when an image, a file or a rule of this one may be changed without a new container. */
    boolean reloads() {
        return service.container().reload().isPresent();
    }
}
