package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.store.Silence;

/**
 * Since when this leader has missed each node, by its own clock. Starts anew with each term: what an
 * earlier leader saw proves nothing, and a clock is never compared with another one.
 */
final class NodeSilence {
    private final SortedMap<NodeName, Instant> since = new TreeMap<>();

    /** What a snapshot that is taken at {@code now} has to ask. */
    Silence at(Instant now, LeaseWatch leases) {
        return new Silence() {
            @Override
            public Optional<Instant> since(NodeName node, boolean present) {
                return missed(node, present, now);
            }

            @Override
            public Optional<NodeObservation.Lease> lease(NodeName node) {
                return leases.lease(node, now);
            }
        };
    }

    Optional<Instant> missed(NodeName node, boolean present, Instant now) {
        if (present) {
            since.remove(node);
            return Optional.empty();
        }
        return Optional.of(since.computeIfAbsent(node, _ -> now));
    }

    /**
     * Lets the time of all missed nodes begin again. While many are missed at once and some come
     * back, the others are likely to follow: moving what they run would undo itself.
     */
    void giveTime(Instant now) {
        since.replaceAll((node, missed) -> now);
    }

    /** Forgets the nodes that are not {@code known} any more. */
    void forgetAllBut(Collection<NodeName> known) {
        since.keySet().retainAll(known);
    }

    /** All missed nodes. */
    SortedMap<NodeName, Instant> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }
}
