package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.NodeAssignment;

/** How actions change assignments: the one place that knows, for executor, forecast and tests. */
public final class AssignmentEdit {
    private AssignmentEdit() {}

    /**
     * {@code before} with the actions of its node applied and the generation one higher; actions of
     * other nodes must not be passed.
     *
     * @param epoch of the leader that writes it
     */
    public static NodeAssignment apply(NodeAssignment before, List<Action> actions, int epoch) {
        throw new UnsupportedOperationException();
    }
}
