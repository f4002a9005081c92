package orchestrator.reconciler.zookeeper;

import java.util.Optional;
import orchestrator.reconciler.store.StoredRecord;
import org.apache.curator.framework.CuratorFramework;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/** Reads a record with all that ZooKeeper knows of it. */
final class StoredRecords {
    private StoredRecords() {}

    static Optional<StoredRecord> read(CuratorFramework client, String path) throws Exception {
        try {
            Stat stat = new Stat();
            byte[] data = client.getData().storingStatIn(stat).forPath(path);
            return Optional.of(of(path, data, stat));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        }
    }

    static StoredRecord of(String path, byte[] data, Stat stat) {
        return new StoredRecord(path, data == null ? new byte[0] : data, stat.getVersion(),
                stat.getMzxid(), stat.getEphemeralOwner());
    }
}
