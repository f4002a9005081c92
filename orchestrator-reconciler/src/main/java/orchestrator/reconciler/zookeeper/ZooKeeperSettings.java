package orchestrator.reconciler.zookeeper;

import java.time.Duration;

/**
 * How to reach an ensemble.
 *
 * @param connectString  {@code host:port,host:port}, with {@code /path} at its end where the cluster
 *                       has only a part of the ensemble for itself
 * @param sessionTimeout after which the ensemble drops the ephemeral records of a silent client
 * @param callTimeout    how long one call goes on trying; a server that hangs may add two thirds of
 *                       {@code sessionTimeout}
 */
public record ZooKeeperSettings(String connectString, Duration sessionTimeout,
        Duration callTimeout) {
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(6);
    public static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(10);

    /** The defaults for an ensemble. */
    public static ZooKeeperSettings of(String connectString) {
        return new ZooKeeperSettings(connectString, DEFAULT_SESSION_TIMEOUT, DEFAULT_CALL_TIMEOUT);
    }

    /** The same with another patience. */
    public ZooKeeperSettings withCallTimeout(Duration timeout) {
        return new ZooKeeperSettings(connectString, sessionTimeout, timeout);
    }

    String servers() {
        int slash = connectString.indexOf('/');
        return slash < 0 ? connectString : connectString.substring(0, slash);
    }

    /** The part of the ensemble that is the cluster's own, empty for all of it. */
    String root() {
        int slash = connectString.indexOf('/');
        return slash < 0 ? "" : connectString.substring(slash + 1);
    }
}
