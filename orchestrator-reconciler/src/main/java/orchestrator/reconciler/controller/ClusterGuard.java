package orchestrator.reconciler.controller;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Stamp;
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
    private static final String OLDER = "the store is older than what this server has seen of it";

    private final ClusterRecords records;
    private final ClusterId cluster;
    private final ServerMemory memory;
    private ServerMemory.Seen highest;

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

    /** What is wrong with the store now, as a phrase; empty when nothing is. */
    Optional<String> doubt() {
        Optional<ClusterId> found = records.cluster().map(Versioned::value).map(ClusterRecord::id);
        if (found.isEmpty()) {
            return Optional.of("the store holds no cluster");
        }
        if (!found.get().equals(cluster)) {
            return Optional.of("the store holds another cluster, " + found.get());
        }
        List<Stamp> stamps = records.store().stamps(List.of(Paths.EPOCH, Paths.EVENTS));
        int epoch = version(stamps.get(0));
        int events = version(stamps.get(1));
        if (epoch < highest.epoch() || events < highest.events()) {
            return Optional.of(OLDER);
        }
        remember(new ServerMemory.Seen(cluster, epoch, events));
        return Optional.empty();
    }

    /** How far the events had come when there was no doubt last. */
    int events() {
        return highest.events();
    }

    private static int version(Stamp stamp) {
        return stamp.exists() ? stamp.version() : ServerMemory.Seen.NONE;
    }

    /** Before anything follows from it. */
    private void remember(ServerMemory.Seen seen) {
        if (!seen.equals(highest)) {
            highest = seen;
            memory.save(seen);
        }
    }
}
