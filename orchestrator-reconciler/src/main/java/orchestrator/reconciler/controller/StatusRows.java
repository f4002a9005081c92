package orchestrator.reconciler.controller;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;

/**
 * The rows of a status, found without a search when they are asked for in the order they stand in,
 * as they are by whoever goes through an assignment or another status of the same node.
 */
final class StatusRows {
    private final NodeStatus status;
    private int next;

    StatusRows(NodeStatus status) {
        this.status = status;
    }

    /** The row of that incarnation, when there is one. */
    Optional<InstanceStatus> find(InstanceId id, Incarnation incarnation) {
        List<InstanceStatus> rows = status.instances();
        if (next > 0 && rows.get(next - 1).compareTo(id, incarnation) >= 0) {
            return status.find(id, incarnation);
        }
        while (next < rows.size() && rows.get(next).compareTo(id, incarnation) < 0) {
            next++;
        }
        return next < rows.size() && rows.get(next).compareTo(id, incarnation) == 0
                ? Optional.of(rows.get(next++))
                : Optional.empty();
    }
}
