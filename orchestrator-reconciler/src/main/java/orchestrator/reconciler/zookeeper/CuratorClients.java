package orchestrator.reconciler.zookeeper;

import java.time.Duration;

import org.apache.curator.RetryPolicy;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;

/**
 * The one place where a client is made. TLS (a {@code ZKClientConfig} with the Netty socket) and
 * the identity of a node (an {@code ACLProvider} and {@code authorization}) belong into this
 * builder; nothing else has to know of them.
 */
final class CuratorClients {
    /** Longest wait for a connection within one attempt of a call. */
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /**
     * Curator must not repeat anything by itself: whoever repeats a write has to know that the
     * attempt before may have been done.
     */
    private static final RetryPolicy NEVER = (count, elapsedMillis, sleeper) -> false;

    private CuratorClients() {}

    static CuratorFramework create(ZooKeeperSettings settings, NewestTold told) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(settings.servers())
                .sessionTimeoutMs((int) settings.sessionTimeout().toMillis())
                .connectionTimeoutMs((int) min(CONNECT, settings.callTimeout()).toMillis())
                .ensembleTracker(false)
                .zkClientConfig(new ClientSettings(told))
                .zookeeperFactory(ToldZooKeeper.factory())
                .retryPolicy(NEVER);
        if (!settings.root().isEmpty()) {
            builder.namespace(settings.root());
        }
        return builder.build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
