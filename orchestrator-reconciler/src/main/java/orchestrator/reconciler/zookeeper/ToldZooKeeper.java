package orchestrator.reconciler.zookeeper;

import java.io.IOException;

import org.apache.curator.utils.ZookeeperFactory;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/** The usual client, which also says what answers tell beside what was asked. */
@SuppressWarnings("try")
final class ToldZooKeeper extends ZooKeeper {
    private ToldZooKeeper(String servers, int sessionTimeout, Watcher watcher, boolean readOnly,
            ZKClientConfig settings) throws IOException {
        super(servers, sessionTimeout, watcher, readOnly, settings);
    }

    /** Makes clients of this kind. */
    static ZookeeperFactory factory() {
        return new ZookeeperFactory() {
            @Override
            public ZooKeeper newZooKeeper(String servers, int sessionTimeout, Watcher watcher,
                    boolean readOnly) throws IOException {
                return newZooKeeper(servers, sessionTimeout, watcher, readOnly,
                        new ClientSettings(NewestTold.toNobody()));
            }

            @Override
            public ZooKeeper newZooKeeper(String servers, int sessionTimeout, Watcher watcher,
                    boolean readOnly, ZKClientConfig settings) throws IOException {
                return new ToldZooKeeper(servers, sessionTimeout, watcher, readOnly, settings);
            }
        };
    }

    /** The newest transaction of the server, as of its last answer to a question. */
    long newestTransaction() {
        return cnxn.getLastZxid();
    }
}
