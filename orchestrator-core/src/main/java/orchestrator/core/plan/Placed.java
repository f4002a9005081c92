package orchestrator.core.plan;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.state.NodeObservation;

/** One incarnation on its node, with what its agent says of it. */
record Placed(NodeObservation node, AssignedInstance assigned, Optional<InstanceStatus> status) {

    static Placed of(NodeObservation node, AssignedInstance assigned) {
        return new Placed(node, assigned,
                node.status().find(assigned.id(), assigned.incarnation()));
    }

    boolean isReady() {
        return status.filter(row -> row.phase() == Phase.READY).isPresent();
    }

    /** True when a container of it may run and read its files; in doubt it may. */
    boolean mayRun() {
        return isInDoubt()
                || status.filter(row -> row.phase() == Phase.READY || row.phase() == Phase.UNHEALTHY
                        || row.phase() == Phase.STARTING).isPresent();
    }

    boolean isInDoubt() {
        return node.doubt().isPresent();
    }

    boolean isSilent() {
        return node.silentSince().isPresent();
    }

    /** Silent for longer than its service waits. */
    boolean isLost(ServiceSpec service, Instant now) {
        return node.silentSince()
                .filter(since -> !since.plus(service.lostAfter()).isAfter(now)).isPresent();
    }

    Endpoint endpoint() {
        return new Endpoint(assigned.id(), node.name(), node.node().address(),
                assigned.hostPorts());
    }
}
