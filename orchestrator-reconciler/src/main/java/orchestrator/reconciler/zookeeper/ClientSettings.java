package orchestrator.reconciler.zookeeper;

import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The settings of ZooKeeper's client, from the same properties of the JVM as its own. It would look
 * for the names of those for TLS by loading all there is to TLS, the certificates of the JVM
 * included, which takes longer than all else in connecting and is not needed without it.
 */
final class ClientSettings extends ZKClientConfig {
    private static final String OWN = "zookeeper.";

    /** Called by the constructor above: nothing of this class is there yet. */
    @Override
    protected void handleBackwardCompatibility() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(OWN) || name.equals(JUTE_MAXBUFFER)
                        || name.equals(JGSS_NATIVE))
                .forEach(name -> setProperty(name, System.getProperty(name)));
    }
}
