package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Versioned;

/**
 * Keeps the last {@value #KEPT} events of the cluster in one record. Events are for people: they are
 * written many at a time, and when there are more than the ring holds the oldest are dropped.
 */
final class EventRecorder {
    static final int KEPT = 300;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final ClusterRecords records;
    private final FencedStore fenced;
    private final Deque<Event> pending = new ArrayDeque<>();
    private Instant earliest = Instant.MIN;
    /** The ring as it was last sent without an answer, and how many of the pending are in it. */
    private List<Event> sent = List.of();
    private int sentPending;

    EventRecorder(ClusterRecords records, FencedStore fenced) {
        this.records = records;
        this.fenced = fenced;
    }

    void add(Collection<Event> events) {
        events.forEach(pending::addLast);
        while (pending.size() > KEPT) {
            pending.removeFirst();
            sentPending = Math.max(0, sentPending - 1);
        }
    }

    /** Writes what is pending; returns false when it is too early for that. */
    boolean write(Instant now) {
        if (pending.isEmpty()) {
            return true;
        }
        if (now.isBefore(earliest)) {
            return false;
        }
        Versioned<List<Event>> ring = records.events();
        forgetWhatIsIn(ring.value());
        if (!pending.isEmpty()) {
            commit(ring);
        }
        pending.clear();
        earliest = now.plus(SHORTEST_PAUSE);
        return true;
    }

    /** A commit without an answer may have been made: only the ring can tell. */
    private void forgetWhatIsIn(List<Event> ring) {
        if (ring.equals(sent)) {
            for (; sentPending > 0; sentPending--) {
                pending.removeFirst();
            }
        }
    }

    private void commit(Versioned<List<Event>> ring) {
        List<Event> all = new ArrayList<>(ring.value());
        all.addAll(pending);
        List<Event> kept = List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
        sent = kept;
        sentPending = pending.size();
        fenced.commit(List.of(records.put(Paths.EVENTS, kept, Optional.of(ring))));
        sentPending = 0;
    }
}
