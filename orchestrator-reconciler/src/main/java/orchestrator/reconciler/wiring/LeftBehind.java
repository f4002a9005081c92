package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;

import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * What sessions of a process that was killed left in an embedded store. The store would drop it once
 * they time out. Here it need not wait: whoever starts the store holds the lock of its directory, so
 * nobody else can have a session.
 */
final class LeftBehind {
    private LeftBehind() {}

    static void drop(ClusterStore store) {
        List<String> suspects = new ArrayList<>();
        suspects.add(Paths.LEADER);
        store.children(Paths.PRESENCE).forEach(node -> suspects.add(Paths.PRESENCE + "/" + node));
        List<StoreWrite> writes = new ArrayList<>();
        for (String path : suspects) {
            store.read(path).filter(record -> record.owner() != 0)
                    .ifPresent(record -> writes.add(new StoreWrite.Delete(path, record.version())));
        }
        if (!writes.isEmpty()) {
            store.commit(writes);
        }
    }
}
