package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import orchestrator.reconciler.store.StoreUnavailableException;
import org.apache.zookeeper.server.PurgeTxnLog;
import org.apache.zookeeper.server.embedded.ExitHandler;
import org.apache.zookeeper.server.embedded.ZooKeeperServerEmbedded;

/**
 * A whole ZooKeeper in this process, for {@code orch up}: it listens on loopback only, keeps its
 * data in one directory, and makes none of the promises of an ensemble of three.
 */
public final class EmbeddedZooKeeper implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final int TICK_MILLIS = 500;
    private static final int KEPT_SNAPSHOTS = 3;

    private final ZooKeeperServerEmbedded server;
    private final String connectString;

    private EmbeddedZooKeeper(ZooKeeperServerEmbedded server, String connectString) {
        this.server = server;
        this.connectString = connectString;
    }

    /**
     * Starts a server, with the data that {@code directory} holds from an earlier one.
     *
     * @param port on 127.0.0.1; 0 chooses a free one
     * @throws StoreUnavailableException when it cannot listen there or its data cannot be read
     */
    public static EmbeddedZooKeeper start(Path directory, int port) {
        useFewThreads();
        requireFree(port);
        try {
            Files.createDirectories(directory);
            dropOldSnapshots(directory.resolve("data"));
            ZooKeeperServerEmbedded server = ZooKeeperServerEmbedded.builder()
                    .baseDir(directory)
                    .configuration(configuration(port))
                    .exitHandler(ExitHandler.LOG_ONLY)
                    .build();
            return started(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while ZooKeeper was starting", e);
        } catch (Exception e) {
            throw new StoreUnavailableException("the embedded ZooKeeper did not start in "
                    + directory + " on port " + port, e);
        }
    }

    /** The server itself would only wait for the port, and then not say what it waited for. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StoreUnavailableException("the embedded ZooKeeper cannot listen on port "
                    + port + ": something else does; end that or choose another port", e);
        }
    }

    private static EmbeddedZooKeeper started(ZooKeeperServerEmbedded server) throws Exception {
        try {
            server.start(START.toMillis());
            return new EmbeddedZooKeeper(server, server.getConnectionString());
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** {@code 127.0.0.1:port}. */
    public String connectString() {
        return connectString;
    }

    @Override
    public void close() {
        server.close();
    }

    private static Properties configuration(int port) {
        Properties properties = new Properties();
        properties.setProperty("clientPort", Integer.toString(port));
        properties.setProperty("clientPortAddress", "127.0.0.1");
        properties.setProperty("tickTime", Integer.toString(TICK_MILLIS));
        properties.setProperty("admin.enableServer", "false");
        properties.setProperty("maxClientCnxns", "0");
        return properties;
    }

    /**
     * The defaults are for a big machine: a log file of 64 MB at once, and threads by the number of
     * cores, whose handing over costs more than their work. ZooKeeper reads these only as system
     * properties.
     */
    private static void useFewThreads() {
        System.setProperty("zookeeper.preAllocSize", "1024");
        System.setProperty("zookeeper.nio.numSelectorThreads", "1");
        System.setProperty("zookeeper.nio.numWorkerThreads", "0");
        System.setProperty("zookeeper.commitProcessor.numWorkerThreads", "0");
        System.setProperty("zookeeper.jmx.log4j.disable", "true");
        System.setProperty("zookeeper.admin.enableServer", "false");
    }

    /** Nothing else drops them: the server's own cleaner runs only in an ensemble. */
    private static void dropOldSnapshots(Path data) throws IOException {
        if (Files.isDirectory(data.resolve("version-2"))) {
            PurgeTxnLog.purge(data.toFile(), data.toFile(), KEPT_SNAPSHOTS);
        }
    }
}
