package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.store.StoreWrite;

/** Writes that go out as one commit, as many as fit into it. */
final class AssignmentBatch {
    /** What a commit costs beside its records: the fence, and paths and numbers of each write. */
    private static final int BYTES_BESIDE = 1024;
    private static final int BYTES_BESIDE_EACH = 256;
    private static final int MOST_WRITES = 500;
    /**
     * Well below what a commit may have: each server keeps the last 500 commits in memory, and several
     * are on their way at a time, so that larger ones are no faster.
     */
    private static final int MOST_BYTES = 256 * 1024;

    private AssignmentBatch() {}

    /** {@code writes} in their order, in as few batches as the limit of a commit allows. */
    static List<List<StoreWrite>> split(List<StoreWrite> writes) {
        List<List<StoreWrite>> batches = new ArrayList<>();
        List<StoreWrite> batch = new ArrayList<>();
        int bytes = BYTES_BESIDE;
        for (StoreWrite write : writes) {
            int more = bytes(write) + BYTES_BESIDE_EACH;
            if (batch.size() == MOST_WRITES || !batch.isEmpty()
                    && bytes + more > MOST_BYTES) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = BYTES_BESIDE;
            }
            batch.add(write);
            bytes += more;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }

    /** Size of the record that {@code write} leaves behind. */
    static int bytes(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Create create -> create.data().length;
            case StoreWrite.Update update -> update.data().length;
            case StoreWrite.Check _,StoreWrite.Delete _ -> 0;
        };
    }
}
