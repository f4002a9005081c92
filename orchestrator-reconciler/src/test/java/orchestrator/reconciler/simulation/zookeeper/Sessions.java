package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.StoreWrite;

/**
 * The leading server's table of sessions. Nothing is counted for one whose heartbeats arrive; one
 * that is not heard of ends a session timeout after it was last, rounded up to a tick.
 */
final class Sessions {
    private final SimulatedEnsemble ensemble;
    private final Map<Long, ServerSession> known = new TreeMap<>();
    /** Of every session there ever was: whose it is. */
    private final Map<Long, String> owners = new TreeMap<>();
    private long lastId;

    Sessions(SimulatedEnsemble ensemble) {
        this.ensemble = ensemble;
    }

    ServerSession open(String process, Duration timeout) {
        ServerSession session = new ServerSession(++lastId, process, timeout.toNanos(),
                ensemble.nanos());
        known.put(session.id(), session);
        owners.put(session.id(), process);
        return session;
    }

    Optional<ServerSession> find(long id) {
        return Optional.ofNullable(known.get(id));
    }

    List<Long> ids() {
        return List.copyOf(known.keySet());
    }

    /** Something changed for somebody: who is heard of, who is not? */
    void review() {
        List.copyOf(known.values()).forEach(this::review);
    }

    void review(ServerSession session) {
        if (session.isLive()) {
            if (session.isCounting()) {
                session.stopCounting();
            }
        } else if (!session.isCounting() && known.containsKey(session.id())) {
            count(session);
        }
    }

    private void count(ServerSession session) {
        long now = ensemble.nanos();
        long tick = SimulatedEnsemble.TICK.toNanos();
        long due = ((session.touched(now) + session.timeout()) / tick + 1) * tick;
        Timeline.Cancellation expiry = ensemble.after(Duration.ofNanos(Math.max(0, due - now)),
                () -> expire(session));
        session.countDown(expiry);
    }

    /** A new leading server knows of none when it was heard of: all begin anew. */
    void restart() {
        for (ServerSession session : List.copyOf(known.values())) {
            session.stopCounting();
            session.touch(ensemble.nanos());
            review(session);
        }
    }

    /** What a restored ensemble knows of. One that has ended since is open again, until it is missed. */
    void keepOnly(List<Long> ids) {
        known.values().stream().filter(each -> !ids.contains(each.id()))
                .forEach(ServerSession::stopCounting);
        known.keySet().retainAll(ids);
        ids.stream().filter(id -> !known.containsKey(id)).forEach(id -> known.put(id,
                new ServerSession(id, owners.get(id), SimulatedClusterStore.SESSION.toNanos(),
                        ensemble.nanos())));
    }

    /** Ends it because nothing was heard; while nobody leads nobody counts either. */
    private void expire(ServerSession session) {
        session.stopCounting();
        if (ensemble.quorum().works()) {
            end(session);
        }
    }

    /** Ends it now: what hangs on it goes in one transaction. */
    void end(ServerSession session) {
        if (known.remove(session.id()) == null) {
            return;
        }
        session.stopCounting();
        List<StoreWrite> gone = ensemble.tree().ownedBy(session.id()).stream()
                .<StoreWrite>map(path -> new StoreWrite.Delete(path,
                        ensemble.tree().find(path).orElseThrow().version))
                .toList();
        if (!gone.isEmpty()) {
            ensemble.commit(0, "", gone).ifPresent(refusal -> {
                throw new AssertionError("a session cannot be ended: " + refusal);
            });
        }
        session.bound().filter(each -> each.replica().talks()).ifPresent(Connection::breakOff);
    }
}
