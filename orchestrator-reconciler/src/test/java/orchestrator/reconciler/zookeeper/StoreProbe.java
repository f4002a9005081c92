package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/**
 * A process that writes to the ensemble all the time, and prints when a write was answered, in
 * milliseconds of the machine's clock: what a client has of a fault. Ends with its standard input.
 */
public final class StoreProbe {
    private static final String PATH = "/probe";
    private static final int SESSION_MILLIS = 6000;
    /** The client looks for null in it, which other lists do not allow. */
    private static final List<ACL> EVERYBODY = Collections.singletonList(
            new ACL(Perms.ALL, new Id("world", "anyone")));
    private static final int PAUSE_MILLIS = 20;

    private StoreProbe() {}

    /** Takes the connect string. */
    public static void main(String[] arguments) throws Exception {
        Thread.ofPlatform().daemon().start(StoreProbe::endWithInput);
        ZooKeeper client = connect(arguments[0]);
        while (true) {
            try {
                write(client);
                System.out.println(System.currentTimeMillis());
            } catch (KeeperException.SessionExpiredException e) {
                client.close();
                client = connect(arguments[0]);
            } catch (KeeperException e) {
                System.out.println(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static ZooKeeper connect(String servers) throws Exception {
        return new ZooKeeper(servers, SESSION_MILLIS, event -> {});
    }

    private static void write(ZooKeeper client) throws KeeperException, InterruptedException {
        try {
            client.setData(PATH, new byte[100], -1);
        } catch (KeeperException.NoNodeException e) {
            client.create(PATH, new byte[0], EVERYBODY, CreateMode.PERSISTENT);
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException e) {
            // as good as its end
        }
        Runtime.getRuntime().halt(0);
    }
}
