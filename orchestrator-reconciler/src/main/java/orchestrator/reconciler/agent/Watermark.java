package orchestrator.reconciler.agent;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;

/**
 * The newest assignment this node ever acted on: nothing older is acted on again.
 *
 * @param bootToken of the agent that acted on it
 */
record Watermark(ClusterId cluster, int epoch, long generation, String bootToken) {
    static Watermark of(NodeAssignment assignment, String bootToken) {
        return new Watermark(assignment.cluster(), assignment.epoch(), assignment.generation(),
                bootToken);
    }

    String toText() {
        return String.join("\n", cluster.value(), Integer.toString(epoch),
                Long.toString(generation), bootToken);
    }

    /** Empty when the text is not one of these. */
    static Optional<Watermark> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Watermark(new ClusterId(lines.get(0)),
                    Integer.parseInt(lines.get(1)), Long.parseLong(lines.get(2)), lines.get(3)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
