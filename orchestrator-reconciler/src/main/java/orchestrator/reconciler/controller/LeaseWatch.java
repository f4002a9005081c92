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
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoredRecord;

/**
 * Since when this server has seen the present renewal of each lease, by its own clock. It looks
 * whether it leads or not, so that a new leader need not begin to wait; what others saw it takes from
 * nobody. Each session begins anew: the store behind another one may have gone back in time.
 *
 * <p>To see a renewal late is safe, it only makes the wait longer; to date one before it was read is
 * not, as a read may take long and find what was sent meanwhile. To act on one that was overtaken is
 * impossible, as the commit checks the version. Only hints come from other threads.
 */
final class LeaseWatch {
    private static final Duration RESYNC = Duration.ofSeconds(10);

    private final ClusterStore store;
    private final Timeline timeline;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final SortedMap<NodeName, Seen> seen = new TreeMap<>();
    private Optional<ClusterStore.Watch> watch = Optional.empty();
    private Instant nextResync = Instant.MIN;
    private Optional<Newest> comparedWith = Optional.empty();
    private long session;

    private record Seen(int version, Instant since) {
        Instant over() {
            return since.plus(LeaseTerms.over());
        }
    }

    LeaseWatch(ClusterStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
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
    void look() {
        beginAnewInAnotherSession();
        distrustWhereSomethingWasWritten();
        for (String path : hints) {
            hints.remove(path);
            try {
                look(path);
            } catch (RuntimeException e) {
                hints.add(path);
                throw e;
            }
        }
        // What was read may come from another session than the one in which it began.
        beginAnewInAnotherSession();
    }

    /** No hint is forgotten before it was read, so what is compared with may be noted at once. */
    private void distrustWhereSomethingWasWritten() {
        if (timeline.now().isBefore(nextResync)) {
            return;
        }
        Optional<Newest> newest = Optional.of(store.newest());
        nextResync = timeline.now().plus(RESYNC);
        if (!newest.equals(comparedWith)) {
            comparedWith = newest;
            distrust();
        }
    }

    private void beginAnewInAnotherSession() {
        if (store.session().id() != session) {
            session = store.session().id();
            seen.clear();
            distrust();
        }
    }

    private void look(String path) {
        if (path.equals(Paths.LEASES)) {
            store.children(path).forEach(this::note);
        } else {
            note(path.substring(path.lastIndexOf('/') + 1));
        }
    }

    private void note(String text) {
        if (!Name.isValid(text)) {
            return;
        }
        NodeName node = new NodeName(text);
        Optional<Integer> version = store.read(Paths.lease(node)).map(StoredRecord::version);
        // Only now: what the read has found was sent before it returned, perhaps while it hung.
        Instant now = timeline.now();
        seen.computeIfAbsent(node, _ -> new Seen(-1, now));
        seen.compute(node, (_, before) -> version.isEmpty()
                ? null
                : before.version() == version.get() ? before : new Seen(version.get(), now));
    }

    /** The lease of a node, as it is at {@code now}, which may be early but never late. */
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
