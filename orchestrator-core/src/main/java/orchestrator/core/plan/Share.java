package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.state.NodeObservation;

/**
 * What a plan has for one node.
 *
 * @param node    as it was observed
 * @param actions all of them there, in their order
 * @param after   what they make of its assignment
 */
public record Share(NodeObservation node, List<Action> actions, NodeAssignment after) {

    /** What comes of these actions, which must be of that node, when the leader of that epoch writes. */
    public static Share of(NodeObservation node, List<Action> actions, int epoch) {
        return new Share(node, actions,
                AssignmentEdit.apply(node.assignment(), actions, epoch));
    }
}
