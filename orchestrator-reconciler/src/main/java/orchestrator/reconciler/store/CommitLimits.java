package orchestrator.reconciler.store;

import java.util.List;

/**
 * The sizes an ensemble takes. Beyond its own limits it drops the connection instead of saying so,
 * and a blind repetition would go on for ever; so every adapter asks here before it sends anything.
 */
public final class CommitLimits {
    private CommitLimits() {}

    /**
     * Lets a commit pass that an ensemble can take.
     *
     * @throws RecordTooLargeException when a record, their sum or their number is above its limit
     */
    public static void check(List<StoreWrite> writes) {
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("a commit must write something");
        }
        if (writes.size() > ClusterStore.MAX_COMMIT_WRITES) {
            throw new RecordTooLargeException("one commit would have " + writes.size()
                    + " writes, the limit is " + ClusterStore.MAX_COMMIT_WRITES);
        }
        long sum = 0;
        for (StoreWrite write : writes) {
            int bytes = bytes(write);
            if (bytes > ClusterStore.MAX_RECORD_BYTES) {
                throw new RecordTooLargeException(write.path(), bytes,
                        ClusterStore.MAX_RECORD_BYTES);
            }
            sum += bytes + write.path().length();
        }
        if (sum > ClusterStore.MAX_COMMIT_BYTES) {
            throw new RecordTooLargeException(writes.getFirst().path() + " and "
                    + (writes.size() - 1) + " more", sum, ClusterStore.MAX_COMMIT_BYTES);
        }
    }

    /**
     * Lets a record be created below {@code parent}.
     *
     * @param existing how many there are already
     * @throws RecordTooLargeException when it would be one too many
     */
    public static void checkChildren(String parent, int existing) {
        if (existing >= ClusterStore.MAX_CHILDREN) {
            throw new RecordTooLargeException("there would be " + (existing + 1)
                    + " records below " + parent + ", the limit is " + ClusterStore.MAX_CHILDREN);
        }
    }

    private static int bytes(StoreWrite write) {
        return switch (write) {
            case StoreWrite.Create create -> create.data().length;
            case StoreWrite.Update update -> update.data().length;
            case StoreWrite.Check check -> 0;
            case StoreWrite.Delete delete -> 0;
        };
    }
}
