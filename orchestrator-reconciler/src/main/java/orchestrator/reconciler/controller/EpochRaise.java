package orchestrator.reconciler.controller;

import java.nio.charset.StandardCharsets;
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
 * @param version the epoch's record has when the attempt succeeds
 */
record EpochRaise(String token, int version, List<StoreWrite> writes) {

    /** The attempt that follows {@code epoch} and stands only while {@code leader} does. */
    static EpochRaise after(Optional<StoredRecord> epoch, StoredRecord leader, String token) {
        byte[] data = token.getBytes(StandardCharsets.UTF_8);
        StoreWrite still = new StoreWrite.Check(leader.path(), leader.version());
        StoreWrite raise = epoch
                .<StoreWrite>map(old -> new StoreWrite.Update(Paths.EPOCH, data, old.version()))
                .orElseGet(() -> new StoreWrite.Create(Paths.EPOCH, data, false));
        int version = epoch.map(old -> old.version() + 1).orElse(0);
        return new EpochRaise(token, version, List.of(still, raise));
    }

    /** True when {@code epoch} is what this attempt wrote. */
    boolean madeIt(StoredRecord epoch) {
        return epoch.version() == version
                && Arrays.equals(epoch.data(), token.getBytes(StandardCharsets.UTF_8));
    }
}
