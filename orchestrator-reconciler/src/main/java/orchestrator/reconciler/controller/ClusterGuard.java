package orchestrator.reconciler.controller;

import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoredRecord;
import orchestrator.reconciler.store.Versioned;

/**
 * Whether the store is the one this server works for, and not older than what it has seen. A server
 * that doubts it neither leads nor writes.
 *
 * <p>The epoch alone does not tell: a copy of it that is minutes old may be of the same epoch. Whoever
 * led such a copy would raise the epoch there, and when the newest data is put back in its place every
 * server would remember a later epoch than that has. So the events count too, which grow with all
 * that leaders do.
 */
public final class ClusterGuard {
    /** Hints may be lost: without any the events are looked at once in so many looks. */
    private static final int LOOKS = 10;
    private static final String OLDER = "the store is older than what this server has seen of it";

    private final ClusterRecords records;
    private final ClusterId cluster;
    private final ServerMemory memory;
    private ServerMemory.Seen highest;
    /** Events are many, and are read again only when there may be others. */
    private volatile boolean eventsMayDiffer = true;
    private int looks;

    /**
     * A guard for the server's own {@code cluster}.
     *
     * @throws DamagedMemoryException when {@code memory} cannot be read
     */
    public ClusterGuard(ClusterRecords records, ClusterId cluster, ServerMemory memory) {
        this.records = records;
        this.cluster = cluster;
        this.memory = memory;
        this.highest = memory.load().filter(seen -> seen.cluster().equals(cluster))
                .orElseGet(() -> ServerMemory.Seen.nothing(cluster));
    }

    /** Notes that there may be other events than before. May be called from any thread. */
    void eventsMayDiffer() {
        eventsMayDiffer = true;
    }

    /** What is wrong with the store now, as a phrase; empty when nothing is. */
    Optional<String> doubt() {
        Optional<ClusterId> found = records.cluster().map(Versioned::value).map(ClusterRecord::id);
        if (found.isEmpty()) {
            return Optional.of("the store holds no cluster");
        }
        if (!found.get().equals(cluster)) {
            return Optional.of("the store holds another cluster, " + found.get());
        }
        int epoch = version(Paths.EPOCH);
        int events = events();
        if (epoch < highest.epoch() || events < highest.events()) {
            eventsMayDiffer = true;
            return Optional.of(OLDER);
        }
        remember(new ServerMemory.Seen(cluster, epoch, events));
        return Optional.empty();
    }

    private int events() {
        looks++;
        if (!eventsMayDiffer && looks % LOOKS > 0) {
            return highest.events();
        }
        // Before they are read: what is told meanwhile asks for another look.
        eventsMayDiffer = false;
        try {
            return version(Paths.EVENTS);
        } catch (RuntimeException e) {
            eventsMayDiffer = true;
            throw e;
        }
    }

    private int version(String path) {
        return records.store().read(path).map(StoredRecord::version)
                .orElse(ServerMemory.Seen.NONE);
    }

    /** Before anything follows from it. */
    private void remember(ServerMemory.Seen seen) {
        if (!seen.equals(highest)) {
            highest = seen;
            memory.save(seen);
        }
    }
}
