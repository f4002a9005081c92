package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;

/**
 * Since when this leader has missed each node, by its own clock. Starts anew with each term: what an
 * earlier leader saw proves nothing, and a clock is never compared with another one.
 */
final class NodeSilence {
    private final SortedMap<NodeName, Instant> since = new TreeMap<>();

    /** Takes in which of the {@code known} nodes have a session at {@code now}. */
    void observe(Instant now, Collection<NodeName> known, Set<NodeName> present) {
        since.keySet().retainAll(known);
        since.keySet().removeAll(present);
        known.stream()
                .filter(node -> !present.contains(node))
                .forEach(node -> since.putIfAbsent(node, now));
    }

    /** Since when that node is missed; empty while it is there. */
    Optional<Instant> since(NodeName node) {
        return Optional.ofNullable(since.get(node));
    }

    /** All missed nodes. */
    SortedMap<NodeName, Instant> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }
}
