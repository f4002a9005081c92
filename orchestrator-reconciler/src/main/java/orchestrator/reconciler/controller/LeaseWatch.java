package orchestrator.reconciler.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.core.model.LeaseTerms;
import orchestrator.core.model.Name;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoredRecord;

/**
 * Since when this server has seen the present renewal of each lease, by its own clock. It looks
 * whether it leads or not, so that a new leader need not begin to wait; what others saw it takes from
 * nobody. Each session begins anew: the store behind another one may have gone back in time.
 *
 * <p>To see a renewal late is safe, it only makes the wait longer; to act on one that was overtaken is
 * impossible, as the commit checks the version. Only hints come from other threads.
 */
final class LeaseWatch {
    private static final Duration RESYNC = Duration.ofSeconds(10);

    private final ClusterStore store;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final SortedMap<NodeName, Seen> seen = new TreeMap<>();
    private Optional<ClusterStore.Watch> watch = Optional.empty();
    private Instant nextResync = Instant.MIN;
    private long session;

    private record Seen(int version, Instant since) {
        Instant over() {
            return since.plus(LeaseTerms.over());
        }
    }

    LeaseWatch(ClusterStore store) {
        this.store = store;
    }

    /** Begins to watch; {@code renewed} is called on a thread of the store. */
    void start(Runnable renewed) {
        watch = Optional.of(store.watch(Paths.LEASES, path -> {
            hints.add(path);
            renewed.run();
        }));
    }

    void close() {
        watch.ifPresent(ClusterStore.Watch::close);
    }

    /** Makes the next look read every lease again. */
    void distrust() {
        hints.add(Paths.LEASES);
    }

    /** Reads what a hint has named. Throws as {@link ClusterStore} does, and forgets no hint then. */
    void look(Instant now) {
        if (store.session().id() != session) {
            session = store.session().id();
            seen.clear();
            distrust();
        }
        if (!now.isBefore(nextResync)) {
            nextResync = now.plus(RESYNC);
            distrust();
        }
        for (String path : hints) {
            hints.remove(path);
            try {
                look(path, now);
            } catch (RuntimeException e) {
                hints.add(path);
                throw e;
            }
        }
    }

    private void look(String path, Instant now) {
        if (path.equals(Paths.LEASES)) {
            store.children(path).forEach(child -> note(child, now));
        } else {
            note(path.substring(path.lastIndexOf('/') + 1), now);
        }
    }

    private void note(String text, Instant now) {
        if (!Name.isValid(text)) {
            return;
        }
        NodeName node = new NodeName(text);
        Optional<Integer> version = store.read(Paths.lease(node)).map(StoredRecord::version);
        seen.computeIfAbsent(node, _ -> new Seen(-1, now));
        seen.compute(node, (_, before) -> version.isEmpty()
                ? null
                : before.version() == version.get() ? before : new Seen(version.get(), now));
    }

    /** The lease of a node, as it is at {@code now}. */
    Optional<NodeObservation.Lease> lease(NodeName node, Instant now) {
        return Optional.ofNullable(seen.get(node)).map(each -> new NodeObservation.Lease(
                each.version(), !now.isBefore(each.over())));
    }

    /** How long until the next lease of these nodes is over; empty when none is left to wait for. */
    Optional<Duration> nextEnd(Collection<NodeName> nodes, Instant now) {
        return nodes.stream().flatMap(node -> Optional.ofNullable(seen.get(node)).stream())
                .map(each -> Duration.between(now, each.over()))
                .filter(Duration::isPositive).min(Duration::compareTo);
    }
}
