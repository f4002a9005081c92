package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What happened in the cluster between two looks at it. */
final class ClusterEvents {
    private ClusterEvents() {}

    /**
     * The events of the nodes, sorted by node; costs next to nothing where nothing changed. When they
     * are more than are kept, those of the first nodes are left out.
     */
    static List<Event> between(ObservedState before, ObservedState after) {
        return between(before.nodes(), after);
    }

    /**
     * Since the look before in this term. Before a term there is only what another leader has told of,
     * unless it is the first of all: then whoever is there has joined, and nobody has told it.
     */
    static List<Event> since(Optional<ObservedState> before, ObservedState now,
            boolean isFirstTerm) {
        if (before.isEmpty() && !isFirstTerm) {
            return List.of();
        }
        return between(before.map(ObservedState::nodes).orElse(List.of()), now);
    }

    private static List<Event> between(List<NodeObservation> before, ObservedState after) {
        List<NodeChange> changes = NodeChange.between(before, after.nodes());
        Deque<List<Event>> ofNodes = new ArrayDeque<>();
        int count = 0;
        for (int i = changes.size() - 1; i >= 0 && count < EventRecorder.KEPT; i--) {
            List<Event> its = of(changes.get(i), after.takenAt());
            ofNodes.addFirst(its);
            count += its.size();
        }
        return ofNodes.stream().flatMap(List::stream).toList();
    }

    private static List<Event> of(NodeChange change, Instant at) {
        return change.after().map(node -> change.before()
                .map(old -> between(old, node, at))
                .orElseGet(() -> NodeEvents.met(at, node))).orElse(List.of());
    }

    private static List<Event> between(NodeObservation before, NodeObservation after, Instant at) {
        List<Event> events = new ArrayList<>(NodeEvents.between(before, after, at));
        if (before.status() != after.status()) {
            events.addAll(InstanceEvents.between(before.status(), after.status(), at));
        }
        return events;
    }
}
