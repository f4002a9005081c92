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

    /** Of a node that was not known before; when it is only coming, that is told once it is there. */
    static List<Event> met(Instant at, NodeObservation node) {
        NodeEvents found = new NodeEvents(at, node);
        if (node.silentSince().isEmpty() || !found.isFirstTime()) {
            found.joined();
        }
        return found.events;
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
        boolean came = before.silentSince().isPresent() && after.silentSince().isEmpty();
        if (came && isFirstTime()) {
            joined();
        } else if (came) {
            Duration away = Duration.between(before.silentSince().get(), at);
            add(ReasonCode.NODE_BACK, "back after " + Math.max(1, away.toSeconds()) + "s");
        }
    }

    /**
     * True for a node that never came back, as its record was written only once. Sessions are looked
     * at before records: one that joins between the two looks silent, and never was.
     */
    private boolean isFirstTime() {
        return after.nodeVersion() == 0;
    }

    private void joined() {
        add(ReasonCode.NODE_JOINED, "joined the cluster");
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
        if (after.intent().isPresent() && after.isEmpty()
                && !(before.intent().isPresent() && before.isEmpty())) {
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

    private void add(ReasonCode code, String text) {
        events.add(new Event(at, Optional.empty(), after.name().value(), new Reason(code, text)));
    }
}
