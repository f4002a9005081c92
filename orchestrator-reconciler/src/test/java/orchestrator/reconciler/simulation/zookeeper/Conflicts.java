package orchestrator.reconciler.simulation.zookeeper;

import java.util.List;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;

/** What a refusal is to whoever asked through the port. */
final class Conflicts {
    private Conflicts() {}

    static RuntimeException of(Refusal refusal, List<StoreWrite> writes) {
        String path = writes.get(refusal.index()).path();
        return switch (refusal.code()) {
            case BAD_VERSION -> new StoreConflictException(path, "is at another version");
            case NODE_EXISTS -> new StoreConflictException(path, "exists already");
            case NO_NODE -> new StoreConflictException(path,
                    "does not exist, or has nothing to stand below");
            case NOT_EMPTY -> new StoreConflictException(path, "has records below it");
            case NO_CHILDREN_FOR_EPHEMERALS -> new StoreConflictException(path,
                    "would stand below an ephemeral record");
            case NO_AUTH, QUOTA_EXCEEDED -> new StoreUnavailableException(
                    "the ensemble refuses a write of " + path + ": " + refusal.code());
        };
    }
}
