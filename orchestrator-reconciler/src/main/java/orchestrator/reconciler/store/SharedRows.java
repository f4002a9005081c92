package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeStatus;

/**
 * Lets a status share its objects with what is known already: there may be millions of rows, and a
 * report says most of them again. What it says is not changed by that.
 */
final class SharedRows {
    private final List<InstanceStatus> before;
    private final List<AssignedInstance> assigned;
    private int nextBefore;
    private int nextAssigned;

    private SharedRows(Optional<NodeStatus> before, Optional<NodeAssignment> assignment) {
        this.before = before.map(NodeStatus::instances).orElse(List.of());
        this.assigned = assignment.map(NodeAssignment::instances).orElse(List.of());
    }

    /**
     * The status {@code now}, with the very rows of {@code before} that are equal, and in the others
     * the names of {@code assignment}, where those are the same.
     */
    static NodeStatus of(NodeStatus now, Optional<NodeStatus> before,
            Optional<NodeAssignment> assignment) {
        if (before.isEmpty() && assignment.isEmpty()) {
            return now;
        }
        SharedRows shared = new SharedRows(before, assignment);
        List<InstanceStatus> rows = new ArrayList<>(now.instances().size());
        now.instances().forEach(row -> rows.add(shared.of(row)));
        return new NodeStatus(now.node(), now.generation(), rows, now.volumes(), now.trouble(),
                now.images());
    }

    /** Rows are asked for in the order in which all three lists stand. */
    private InstanceStatus of(InstanceStatus row) {
        while (nextBefore < before.size()
                && before.get(nextBefore).compareTo(row.id(), row.incarnation()) < 0) {
            nextBefore++;
        }
        if (nextBefore < before.size() && before.get(nextBefore).equals(row)) {
            return before.get(nextBefore);
        }
        while (nextAssigned < assigned.size()
                && assigned.get(nextAssigned).compareTo(row.id(), row.incarnation()) < 0) {
            nextAssigned++;
        }
        return nextAssigned < assigned.size()
                && assigned.get(nextAssigned).compareTo(row.id(), row.incarnation()) == 0
                        ? named(row, assigned.get(nextAssigned))
                        : row;
    }

    private static InstanceStatus named(InstanceStatus row, AssignedInstance assigned) {
        return new InstanceStatus(assigned.id(), assigned.incarnation(), row.since(),
                row.condition());
    }
}
