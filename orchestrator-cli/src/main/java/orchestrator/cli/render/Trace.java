package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.state.NodeObservation;

/** All that leader and agents say of one instance. */
final class Trace {
    private final InstanceId id;
    private final List<Placed> placements = new ArrayList<>(1);
    private final List<Reported> reports = new ArrayList<>(1);
    private Optional<HeldInstance> held = Optional.empty();
    private boolean numbered;

    Trace(InstanceId id) {
        this.id = id;
    }

    /** One placement: where it stands, and what its agent says of it, if it did. */
    record Placed(NodeObservation node, AssignedInstance assigned,
            Optional<InstanceStatus> status) {
        /** True when it was made before the other one. */
        boolean isBefore(Placed other) {
            return assigned.incarnation().compareTo(other.assigned.incarnation()) < 0;
        }
    }

    /** What the agent of one node says of one incarnation. */
    record Reported(NodeObservation node, InstanceStatus status) {}

    /** The declaration asks for it, whatever nodes there are. */
    void number() {
        numbered = true;
    }

    void place(Placed placed) {
        placements.add(placed);
    }

    void report(NodeObservation node, InstanceStatus status) {
        reports.add(new Reported(node, status));
    }

    /** Of several holds the first counts. */
    void hold(HeldInstance hold) {
        held = held.or(() -> Optional.of(hold));
    }

    InstanceId id() {
        return id;
    }

    boolean isNumbered() {
        return numbered;
    }

    Optional<HeldInstance> held() {
        return held;
    }

    /** The placement that counts, when there is any. */
    Optional<Placed> newest() {
        Placed newest = placements.isEmpty() ? null : placements.getFirst();
        for (Placed each : placements) {
            newest = newest.isBefore(each) ? each : newest;
        }
        return Optional.ofNullable(newest);
    }

    /** In the order of the nodes. */
    List<Placed> placements() {
        return placements;
    }

    /** In the order of the nodes. */
    List<Reported> reports() {
        return reports;
    }
}
