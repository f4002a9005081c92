package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import orchestrator.core.model.NodeName;
import orchestrator.core.plan.LossPace;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.Silence;

/**
 * Since when this leader has missed each node, by its own clock, and what else it notes of it. Starts anew with each term: what an
 * earlier leader saw proves nothing, and a clock is never compared with another one.
 */
final class NodeSilence {
    private final SortedMap<NodeName, Instant> since = new TreeMap<>();
    private final SortedMap<NodeName, Instant> troubled = new TreeMap<>();
    private final SortedMap<NodeName, NodeObservation.Emptied> emptied = new TreeMap<>();

    /**
     * What a snapshot that is taken at {@code now} has to ask. A node is missed from when that was
     * read: the read may have waited for long, and the node been there until just before. It is read
     * at once who is there, before the first is asked for; so who is missed first in one snapshot is
     * missed since the same moment, and all of them are lost together.
     */
    Silence at(Instant now, Timeline clock, LeaseWatch leases) {
        return new Silence() {
            private Optional<Instant> read = Optional.empty();

            @Override
            public Optional<Instant> since(NodeName node, boolean present) {
                read = read.or(() -> Optional.of(clock.now()));
                return missed(node, present, read.get());
            }

            @Override
            public Optional<NodeObservation.Lease> lease(NodeName node) {
                return leases.lease(node, now);
            }

            @Override
            public NodeObservation.Noted noted(NodeName node, boolean isTroubled) {
                return new NodeObservation.Noted(troubled(node, isTroubled, now),
                        Optional.ofNullable(emptied.get(node)));
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

    private Optional<Instant> troubled(NodeName node, boolean isTroubled, Instant now) {
        if (!isTroubled) {
            troubled.remove(node);
            return Optional.empty();
        }
        return Optional.of(troubled.computeIfAbsent(node, _ -> now));
    }

    /** Notes that something is moved off a lost node. */
    void emptied(NodeName node, Instant now) {
        emptied.put(node, LossPace.next(Optional.ofNullable(emptied.get(node)), now));
    }

    /**
     * Lets the time of all missed nodes begin again. While many are missed at once and some come
     * back, the others are likely to follow: moving what they run would undo itself.
     */
    void giveTime(Instant now) {
        since.replaceAll((node, missed) -> now);
    }

    /** Forgets the nodes that are not {@code known} any more. */
    void forgetAllBut(Predicate<NodeName> known) {
        since.keySet().removeIf(known.negate());
        troubled.keySet().removeIf(known.negate());
        emptied.keySet().removeIf(known.negate());
    }

    /** All missed nodes. */
    SortedMap<NodeName, Instant> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(since));
    }
}
