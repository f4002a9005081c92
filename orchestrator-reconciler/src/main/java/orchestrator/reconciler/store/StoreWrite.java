package orchestrator.reconciler.store;

/** One step of a commit. Versions are real ones: 0 or more. */
public sealed interface StoreWrite {
    String path();

    /** Fails the commit when the record is not at that version. */
    record Check(String path, int version) implements StoreWrite {
        public Check {
            requireVersion(version);
        }
    }

    /** A new record; its parent must exist. An ephemeral one goes with this session. */
    record Create(String path, byte[] data, boolean ephemeral) implements StoreWrite {}

    /** New content for a record at that version. */
    record Update(String path, byte[] data, int version) implements StoreWrite {
        public Update {
            requireVersion(version);
        }
    }

    /** The end of a record at that version; it must have no children. */
    record Delete(String path, int version) implements StoreWrite {
        public Delete {
            requireVersion(version);
        }
    }

    private static void requireVersion(int version) {
        if (version < 0) {
            throw new IllegalArgumentException("a write must name the version it replaces");
        }
    }
}
