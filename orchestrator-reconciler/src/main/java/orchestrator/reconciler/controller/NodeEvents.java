package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;

/** What happened to one node between two looks at it. */
final class NodeEvents {
    private final Instant at;
    private final NodeObservation after;
    private final List<Event> events = new ArrayList<>();

    private NodeEvents(Instant at, NodeObservation after) {
        this.at = at;
        this.after = after;
    }

    /** A node that was not known before. */
    static Event joined(Instant at, NodeObservation node) {
        return new NodeEvents(at, node).event(ReasonCode.NODE_JOINED, "joined the cluster");
    }

    static List<Event> between(NodeObservation before, NodeObservation after, Instant at) {
        NodeEvents found = new NodeEvents(at, after);
        found.presence(before);
        found.intent(before);
        found.trouble(before);
        return found.events;
    }

    private void presence(NodeObservation before) {
        if (before.silentSince().isEmpty() && after.silentSince().isPresent()) {
            add(ReasonCode.NODE_LOST, "lost: its agent has no session any more");
        }
        if (before.silentSince().isPresent() && after.silentSince().isEmpty()) {
            Duration away = Duration.between(before.silentSince().get(), at);
            add(ReasonCode.NODE_BACK, "back after " + Math.max(1, away.toSeconds()) + "s");
        }
    }

    private void intent(NodeObservation before) {
        if (before.intent().isEmpty() && after.intent().isPresent()) {
            NodeIntent intent = after.intent().get();
            String why = intent.why().isBlank() ? "" : ": " + intent.why();
            add(ReasonCode.NODE_DRAINING, "draining, by " + intent.who() + why);
        }
        if (before.intent().isPresent() && after.intent().isEmpty()) {
            add(ReasonCode.NODE_UNDRAINED, "takes work again");
        }
        if (after.intent().isPresent() && isEmpty(after)
                && !(before.intent().isPresent() && isEmpty(before))) {
            add(ReasonCode.NODE_DRAINED, "drained: nothing runs here any more");
        }
    }

    private void trouble(NodeObservation before) {
        Optional<Reason> trouble = after.status().trouble();
        if (trouble.isPresent() && !trouble.equals(before.status().trouble())) {
            add(trouble.get().code(), trouble.get().text());
        }
        if (trouble.isEmpty() && before.status().trouble().isPresent()) {
            add(ReasonCode.NODE_BACK, "no longer so: " + before.status().trouble().get().text());
        }
    }

    private static boolean isEmpty(NodeObservation node) {
        return node.assignment().instances().isEmpty() && node.status().instances().isEmpty();
    }

    private void add(ReasonCode code, String text) {
        events.add(event(code, text));
    }

    private Event event(ReasonCode code, String text) {
        return new Event(at, Optional.empty(), after.name().value(), new Reason(code, text));
    }
}
