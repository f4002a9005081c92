package orchestrator.reconciler.store;

/**
 * A record as it stands.
 *
 * @param version  of this record: 0 when created, one more at each update
 * @param sequence of the change in the whole store (ZooKeeper's mzxid); never falls
 * @param owner    session an ephemeral record hangs on, 0 for a lasting one
 */
public record StoredRecord(String path, byte[] data, int version, long sequence, long owner) {}
