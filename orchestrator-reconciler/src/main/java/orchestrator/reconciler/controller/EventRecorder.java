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

    EventRecorder(ClusterRecords records, FencedStore fenced) {
        this.records = records;
        this.fenced = fenced;
    }

    void add(Collection<Event> events) {
        events.forEach(pending::addLast);
        while (pending.size() > KEPT) {
            pending.removeFirst();
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
        commit();
        pending.clear();
        earliest = now.plus(SHORTEST_PAUSE);
        return true;
    }

    private void commit() {
        Versioned<List<Event>> ring = records.events();
        List<Event> all = new ArrayList<>(ring.value());
        all.addAll(pending);
        List<Event> kept = List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
        fenced.commit(List.of(records.put(Paths.EVENTS, kept, Optional.of(ring))));
    }
}
