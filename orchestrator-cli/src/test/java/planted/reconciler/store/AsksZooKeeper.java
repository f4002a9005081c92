package planted.reconciler.store;

import org.apache.zookeeper.data.Stat;

/** Violates A5. */
public final class AsksZooKeeper {
    Object stat() {
        return new Stat();
    }
}
