package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.wire.RecordCodec;

/**
 * What the first server of a cluster does, and every later one checks. A cluster is founded only in
 * a store without a single record: one that lost its root record is in doubt, not new.
 */
public final class ClusterBootstrap {
    private static final byte[] NOTHING = {};
    /** ZooKeeper keeps its own settings here. */
    private static final String FOREIGN = "zookeeper";

    private final ClusterRecords records;
    private final Supplier<ClusterId> newId;

    /** {@code newId} draws an id that no other cluster has. */
    public ClusterBootstrap(ClusterRecords records, Supplier<ClusterId> newId) {
        this.records = records;
        this.newId = newId;
    }

    /**
     * The cluster in the store, which is founded when the store is empty.
     *
     * @throws ClusterRefusedException when it is of a newer format, or records stand there that
     *                                 belong to no cluster
     */
    public ClusterRecord open() {
        Optional<ClusterRecord> existing = find();
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            create();
        } catch (StoreConflictException e) {
            // Another server founded it in the meantime: what stands there now counts.
        }
        return find().orElseThrow(() -> new ClusterRefusedException(
                "the store lost its cluster while it was being founded; try again"));
    }

    /**
     * Adds the lasting records that a later version of this program needs and the one that founded
     * the cluster did not know. To be called once the cluster is known to be the right one.
     */
    public void addMissingRoots() {
        for (String root : Paths.ROOTS) {
            if (records.store().read(root).isEmpty()) {
                add(root);
            }
        }
    }

    private void add(String root) {
        try {
            records.store().commit(List.of(new StoreWrite.Create(root, NOTHING, false)));
        } catch (StoreConflictException e) {
            // Another server added it in the meantime.
        }
    }

    /**
     * The cluster in the store, empty when there is none yet.
     *
     * @throws ClusterRefusedException when it is of a newer format
     */
    public Optional<ClusterRecord> find() {
        Optional<ClusterRecord> cluster = records.cluster().map(Versioned::value);
        cluster.filter(each -> each.recordFormat() > ClusterRecord.FORMAT).ifPresent(each -> {
            throw new ClusterRefusedException("the cluster has record format "
                    + each.recordFormat() + ", this program reads up to " + ClusterRecord.FORMAT
                    + ": upgrade it");
        });
        return cluster;
    }

    private void create() {
        List<String> strangers = records.store().children("/").stream()
                .filter(name -> !name.equals(FOREIGN))
                .toList();
        if (strangers.contains(Paths.CLUSTER.substring(1))) {
            // Another server has founded it since it was looked for.
            return;
        }
        if (!strangers.isEmpty()) {
            throw new ClusterRefusedException("the store has no cluster, but it is not empty ("
                    + String.join(", ", strangers) + "): it belongs to another program or was "
                    + "damaged; restore it, or give the cluster an empty store or a path of its "
                    + "own, as in host:2181/orch");
        }
        List<StoreWrite> writes = new ArrayList<>();
        writes.add(new StoreWrite.Create(Paths.CLUSTER,
                RecordCodec.encode(new ClusterRecord(newId.get(), ClusterRecord.FORMAT)), false));
        Paths.ROOTS.forEach(root -> writes.add(new StoreWrite.Create(root, NOTHING, false)));
        records.store().commit(writes);
    }
}
