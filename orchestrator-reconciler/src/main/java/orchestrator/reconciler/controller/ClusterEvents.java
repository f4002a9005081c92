package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.Event;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What happened in the cluster between two looks at it. */
final class ClusterEvents {
    private ClusterEvents() {}

    /** The events of every node, sorted by node; costs next to nothing where nothing changed. */
    static List<Event> between(ObservedState before, ObservedState after) {
        List<Event> events = new ArrayList<>();
        for (NodeChange change : NodeChange.between(before.nodes(), after.nodes())) {
            change.after().ifPresent(node -> events.addAll(change.before()
                    .map(old -> between(old, node, after.takenAt()))
                    .orElseGet(() -> List.of(NodeEvents.joined(after.takenAt(), node)))));
        }
        return events;
    }

    private static List<Event> between(NodeObservation before, NodeObservation after, Instant at) {
        List<Event> events = new ArrayList<>(NodeEvents.between(before, after, at));
        if (before.status() != after.status()) {
            events.addAll(InstanceEvents.between(before.status(), after.status(), at));
        }
        return events;
    }
}
