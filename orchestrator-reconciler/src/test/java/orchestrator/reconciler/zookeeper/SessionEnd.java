package orchestrator.reconciler.zookeeper;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.zookeeper.ZooKeeper;

/** How a test ends the session of a client that lives. */
final class SessionEnd {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int SESSION_MILLIS = 6000;

    private SessionEnd() {}

    /**
     * Ends it at {@code servers}, of which its client hears no more than if they had not heard of it
     * for too long. A twin that has the session closes it. The client may connect again in between
     * and then has it back, so this is over once a server says to a twin that there is none.
     */
    static void of(ZooKeeperClusterStore store, String servers) {
        try {
            ZooKeeper mine = store.connection();
            long id = mine.getSessionId();
            byte[] password = mine.getSessionPasswd();
            boolean over = false;
            while (!over) {
                ZooKeeper twin = new ZooKeeper(servers, SESSION_MILLIS, _ -> {}, id, password);
                await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL)
                        .until(() -> twin.getState().isConnected() || !twin.getState().isAlive());
                over = !twin.getState().isAlive();
                twin.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
