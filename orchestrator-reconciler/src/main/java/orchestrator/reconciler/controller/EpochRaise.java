package orchestrator.reconciler.controller;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * One attempt to begin a term: the same commit however often it is sent, and the token by which its
 * effect is recognised when the answer was lost.
 *
 * @param term that begins when the attempt succeeds
 */
record EpochRaise(String token, LeaderTerm term, List<StoreWrite> writes) {

    /**
     * The attempt that follows {@code epoch} and stands only while {@code leader} does.
     *
     * @param events version of the record of events: where it is another, the store is another
     */
    static EpochRaise after(Optional<StoredRecord> epoch, int events, StoredRecord leader,
            String token) {
        byte[] data = token.getBytes(StandardCharsets.UTF_8);
        StoreWrite still = new StoreWrite.Check(leader.path(), leader.version());
        StoreWrite raise = epoch
                .<StoreWrite>map(old -> new StoreWrite.Update(Paths.EPOCH, data, old.version()))
                .orElseGet(() -> new StoreWrite.Create(Paths.EPOCH, data, false));
        int version = epoch.map(old -> old.version() + 1).orElse(0);
        List<StoreWrite> writes = new ArrayList<>(List.of(still, raise));
        if (events != ServerMemory.Seen.NONE) {
            writes.add(new StoreWrite.Check(Paths.EVENTS, events));
        }
        return new EpochRaise(token, LeaderTerm.ofVersion(version, events), writes);
    }

    /** True when {@code epoch} is what this attempt wrote. */
    boolean madeIt(StoredRecord epoch) {
        return epoch.version() == term.epochVersion()
                && Arrays.equals(epoch.data(), token.getBytes(StandardCharsets.UTF_8));
    }
}
