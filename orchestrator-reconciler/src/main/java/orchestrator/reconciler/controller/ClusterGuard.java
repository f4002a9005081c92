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
 */
public final class ClusterGuard {
    private final ClusterRecords records;
    private final ClusterId cluster;
    private final ServerMemory memory;
    private int highestEpoch;

    /**
     * A guard for the server's own {@code cluster}.
     *
     * @throws DamagedMemoryException when {@code memory} cannot be read
     */
    public ClusterGuard(ClusterRecords records, ClusterId cluster, ServerMemory memory) {
        this.records = records;
        this.cluster = cluster;
        this.memory = memory;
        this.highestEpoch = memory.load().filter(seen -> seen.cluster().equals(cluster))
                .map(ServerMemory.Seen::epoch).orElse(ServerMemory.Seen.NONE);
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
        int epoch = records.store().read(Paths.EPOCH).map(StoredRecord::version)
                .orElse(ServerMemory.Seen.NONE);
        if (epoch < highestEpoch) {
            return Optional.of("the store is older than what this server has seen of it");
        }
        remember(epoch);
        return Optional.empty();
    }

    /** Before anything follows from it. */
    private void remember(int epoch) {
        if (epoch > highestEpoch) {
            highestEpoch = epoch;
            memory.save(new ServerMemory.Seen(cluster, epoch));
        }
    }
}
