package orchestrator.reconciler.wiring;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.client.StoreGitConnections;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.webhook.Pushes;
import orchestrator.reconciler.webhook.WebhookSecrets;
import orchestrator.reconciler.webhook.WebhookServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a server hears of pushes. */
final class WebhookEndpoint implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);

    static {
        // Bounds of the JDK's server, read when the first one is made: who does not send a whole
        // request in that time, or keeps a connection idle, is cut off.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.idleInterval", "10");
        System.setProperty("jdk.httpserver.maxConnections", "2000");
    }

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final WebhookServer server;

    private WebhookEndpoint(Pushes pushes, Timeline timeline) {
        this.server = new WebhookServer(pushes, timeline::now, requests);
    }

    /**
     * Listens, where the options say so.
     *
     * @throws StartFailedException when it cannot, saying why
     */
    static Optional<WebhookEndpoint> start(ServerOptions options, ClusterRecords records,
            ClusterId cluster, Timeline timeline) {
        if (options.git().listen().isEmpty()) {
            return Optional.empty();
        }
        ListenAddress address = options.git().listen().get();
        Path key = options.keyFile().orElseThrow(() -> new StartFailedException(
                "--git-listen needs the cluster key, to check who sends a push event:"
                        + " give the server --key-file FILE"));
        SecretSealer sealer = new SecretSealer(ClusterKey.read(key), Chance.BYTES);
        InstantSource wall = InstantSource.system();
        StoreGitConnections connections = new StoreGitConnections(records, wall::instant);
        WebhookEndpoint endpoint = new WebhookEndpoint(
                new Pushes(new WebhookSecrets(records, cluster, sealer, Chance.BYTES),
                        connections::order, wall, timeline::now),
                timeline);
        endpoint.listen(address);
        return Optional.of(endpoint);
    }

    private void listen(ListenAddress address) {
        try {
            server.start(address.host(), address.port());
            LOG.info("push events are heard at http://{}/git/PROJECT", address);
        } catch (UncheckedIOException e) {
            requests.shutdownNow();
            throw new StartFailedException("nothing can listen at " + address
                    + " for push events: is that an address of this machine, and the port free?"
                    + " (--git-listen)", e);
        }
    }

    @Override
    public void close() {
        server.close();
        requests.shutdownNow();
    }
}
