package orchestrator.reconciler.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.NodeRecord;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import orchestrator.reconciler.store.Versioned;

/**
 * Says that this node is there, in every session anew. Of two agents of one name only one works: the
 * boot token in the node's record tells whose node it is, for as long as that agent's session lives.
 * The state directory proves nothing, since a cloned machine carries it too.
 */
final class NodePresence {
    private final ClusterRecords records;
    private final NodeRecord self;
    private final Optional<String> earlierToken;
    /** Of the record that we wrote; -1 before. */
    private int registered = -1;

    /**
     * @param earlierToken boot token of the agent that ran on this state directory before; only to
     *                     tell people who is waited for
     */
    NodePresence(ClusterRecords records, NodeRecord self, Optional<String> earlierToken) {
        this.records = records;
        this.self = self;
        this.earlierToken = earlierToken;
    }

    /** Whose node it is. */
    sealed interface Claim {
        /** Ours; every write of ours checks that the node's record is still at that version. */
        record Held(int nodeVersion) implements Claim {}

        /**
         * Another agent of this name is connected; its session may end.
         *
         * @param earlier true when it had this state directory: the one before this one, whose
         *                session ends soon, or the other of two machines that are clones
         */
        record HeldByAnother(boolean earlier) implements Claim {}

        /** Another agent took the name while we had it: this one is over. */
        record Taken() implements Claim {}
    }

    /**
     * Makes the node ours in that session, unless it is somebody else's. Blocks; throws as
     * {@link ClusterStore} does.
     */
    Claim claim(long session) {
        Optional<Versioned<NodeRecord>> record = records.node(self.name());
        Optional<StoredRecord> presence = records.store().read(Paths.presence(self.name()));
        Optional<String> token = record.map(each -> each.value().bootToken());
        boolean ourToken = token.equals(Optional.of(self.bootToken()));
        boolean ourSession = presence.isPresent() && presence.get().owner() == session;
        if (ourToken && ourSession) {
            registered = record.get().version();
            return new Claim.Held(record.get().version());
        }
        boolean another = presence.isPresent() && !ourSession && !ourToken;
        if (another) {
            boolean earlier = token.equals(earlierToken);
            return registered < 0 || earlier || wentBack(record)
                    ? new Claim.HeldByAnother(earlier)
                    : new Claim.Taken();
        }
        records.store().commit(writes(record, presence, ourSession));
        registered = record.map(each -> each.version() + 1).orElse(0);
        return new Claim.Held(registered);
    }

    /**
     * We took the node in an old copy of the store, and the newest is back: what stands there is of an
     * agent before us. Its session ends in time.
     */
    private boolean wentBack(Optional<Versioned<NodeRecord>> record) {
        return record.filter(each -> each.version() < registered).isPresent();
    }

    private List<StoreWrite> writes(Optional<Versioned<NodeRecord>> record,
            Optional<StoredRecord> presence, boolean ourSession) {
        List<StoreWrite> writes = new ArrayList<>();
        String path = Paths.presence(self.name());
        writes.add(records.put(Paths.node(self.name()), self, record));
        if (presence.isPresent() && !ourSession) {
            writes.add(new StoreWrite.Delete(path, presence.get().version()));
        }
        if (!ourSession) {
            writes.add(new StoreWrite.Create(path,
                    self.bootToken().getBytes(StandardCharsets.UTF_8), true));
        }
        return writes;
    }
}
