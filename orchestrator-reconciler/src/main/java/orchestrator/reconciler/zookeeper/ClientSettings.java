package orchestrator.reconciler.zookeeper;

import orchestrator.reconciler.store.ClusterStore;
import org.apache.zookeeper.HearingSocket;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * The settings of ZooKeeper's client, from the same properties of the JVM as its own. It would look
 * for the names of those for TLS by loading all there is to TLS, the certificates of the JVM
 * included, which takes longer than all else in connecting and is not needed without it. The socket
 * is the one that hears, unless those properties name another, as they do for TLS.
 */
final class ClientSettings extends ZKClientConfig implements HearingSocket.Listener {
    private static final String OWN = "zookeeper.";
    /** What stands beside each record in an answer is far less. */
    private static final int BESIDE_EACH = 1024;
    /** The client gives up its connection over a longer answer than these 13 MB, and would again. */
    private static final int LONGEST_ANSWER = PipelinedReads.TOGETHER
            * (ClusterStore.MAX_RECORD_BYTES + BESIDE_EACH);

    private final NewestTold told;

    /** Those of clients one after the other; {@code told} hears what their servers tell. */
    ClientSettings(NewestTold told) {
        this.told = told;
    }

    /** Called by the constructor above: nothing of this class is there yet. */
    @Override
    protected void handleBackwardCompatibility() {
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(OWN) || name.equals(JUTE_MAXBUFFER)
                        || name.equals(JGSS_NATIVE))
                .forEach(name -> setProperty(name, System.getProperty(name)));
        setProperty(JUTE_MAXBUFFER, Integer.toString(
                Math.max(LONGEST_ANSWER, getInt(JUTE_MAXBUFFER, LONGEST_ANSWER))));
        if (getProperty(ZOOKEEPER_CLIENT_CNXN_SOCKET) == null) {
            setProperty(ZOOKEEPER_CLIENT_CNXN_SOCKET, HearingSocket.class.getName());
        }
    }

    @Override
    public int connecting() {
        return told.connecting();
    }

    @Override
    public void told(int connection, long transaction) {
        told.told(connection, transaction);
    }
}
