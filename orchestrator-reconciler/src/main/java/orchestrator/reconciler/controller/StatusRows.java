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
    private final List<InstanceStatus> rows;
    private int next;

    StatusRows(NodeStatus status) {
        this.rows = status.instances();
    }

    /** The row of that incarnation, when there is one. */
    Optional<InstanceStatus> find(InstanceId id, Incarnation incarnation) {
        for (int i = 0; i < rows.size(); i++) {
            int place = (next + i) % rows.size();
            InstanceStatus row = rows.get(place);
            if (row.incarnation().equals(incarnation) && row.id().equals(id)) {
                next = place + 1;
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }
}
