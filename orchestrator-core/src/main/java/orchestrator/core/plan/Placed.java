package orchestrator.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Endpoint;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.scheduler.NodeLedger;
import orchestrator.core.state.NodeObservation;

/** One incarnation on its node, with what its agent says of it. */
record Placed(NodeObservation node, AssignedInstance assigned, Optional<InstanceStatus> status) {
    /** Longer than an engine that answers at all lets a call wait. */
    static final Duration TROUBLE_LASTS = Duration.ofSeconds(15);

    static Placed of(NodeObservation node, AssignedInstance assigned) {
        return new Placed(node, assigned,
                node.status().find(assigned.id(), assigned.incarnation()));
    }

    /** The same, found sooner. */
    static Placed of(NodeLedger node, AssignedInstance assigned) {
        return new Placed(node.observation(), assigned, node.status(assigned));
    }

    boolean isReady() {
        return status.filter(row -> row.phase() == Phase.READY).isPresent();
    }

    /** True when others are or may be sent to it. */
    boolean serves() {
        return isReady() && !isSilent();
    }

    /** True when it counts as one that does not serve: an old word of its agent tells nothing. */
    boolean isDown() {
        return isSilent() || node.reported() && !isReady();
    }

    /** True when it serves and has shown that it stays so: only then is the next one replaced. */
    boolean counts() {
        return serves() && isStable() && node.reported();
    }

    /** True once it has been ready for as long as its service asks. */
    boolean isStable() {
        return status.filter(InstanceStatus::stable).isPresent();
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

    /**
     * Why it is the node, and not what runs there, that keeps it from serving: its disk, its engine,
     * or an image that cannot be had there. Empty when nothing says so. Trouble that comes and goes
     * is none: an engine that is slow is silent and answers by turns, and so may the one be that is
     * moved to.
     */
    Optional<Reason> nodeFails(Instant now) {
        boolean lasts = node.noted().troubledSince()
                .filter(since -> !since.plus(TROUBLE_LASTS).isAfter(now)).isPresent();
        return node.doubt().isPresent()
                ? Optional.empty()
                : node.status().trouble().filter(_ -> lasts).or(() -> status
                        .filter(row -> row.phase() == Phase.CRASHED)
                        .map(InstanceStatus::reason)
                        .filter(why -> why.code() == ReasonCode.IMAGE_PULL_FAILED));
    }

    Endpoint endpoint() {
        return new Endpoint(assigned.id(), node.name(), node.node().address(),
                assigned.hostPorts());
    }
}
