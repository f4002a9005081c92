package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.state.NodeObservation;

/**
 * One node that is another in a second look: empty before when it came, empty after when it went.
 * Nodes of which nothing changed are the same objects and cost one comparison.
 */
record NodeChange(Optional<NodeObservation> before, Optional<NodeObservation> after) {

    /** All of them, sorted by node; both lists are. */
    static List<NodeChange> between(List<NodeObservation> before, List<NodeObservation> after) {
        List<NodeChange> changes = new ArrayList<>();
        if (before == after) {
            return changes;
        }
        int old = 0;
        for (NodeObservation node : after) {
            while (old < before.size() && isBefore(before.get(old), node)) {
                changes.add(new NodeChange(Optional.of(before.get(old++)), Optional.empty()));
            }
            boolean known = old < before.size() && (before.get(old) == node
                    || before.get(old).name().equals(node.name()));
            if (!known) {
                changes.add(new NodeChange(Optional.empty(), Optional.of(node)));
            } else if (before.get(old++) != node) {
                changes.add(new NodeChange(Optional.of(before.get(old - 1)), Optional.of(node)));
            }
        }
        before.subList(old, before.size()).forEach(
                gone -> changes.add(new NodeChange(Optional.of(gone), Optional.empty())));
        return changes;
    }

    /** False when neither what is assigned nor what is reported is another. */
    boolean isOfWork() {
        return before.isEmpty() || after.isEmpty()
                || before.get().assignment() != after.get().assignment()
                || before.get().status() != after.get().status();
    }

    private static boolean isBefore(NodeObservation one, NodeObservation other) {
        return one != other && one.name().compareTo(other.name()) < 0;
    }
}
