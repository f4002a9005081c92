package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one engine, made when first needed: an agent may start before its engine. Calls
 * and streams have separate pools, since every open stream holds a connection and would starve the
 * calls.
 */
final class DockerClients {
    /** Newest version of the engine's interface that the tests have run against. */
    private static final RemoteApiVersion NEWEST_TESTED = RemoteApiVersion.create(1, 41);
    private static final int CALL_CONNECTIONS = 64;
    private static final int STREAM_CONNECTIONS = 1024;
    private static final Logger LOG = LoggerFactory.getLogger(DockerClients.class);

    /**
     * {@code calls} for what is answered at once, {@code streams} for what stays open, {@code life}
     * for whether anybody is there.
     */
    record Pair(DockerClient calls, DockerClient streams, SignOfLife life) {}

    private final Optional<String> host;
    private final Optional<String> version;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Pair> open = Optional.empty();

    /**
     * Connects to nothing yet.
     *
     * @param host    as in {@code DOCKER_HOST}; the engine of the environment when empty
     * @param version of the interface to speak; agreed on with the engine when empty
     */
    DockerClients(Optional<String> host, Optional<String> version) {
        this.host = host;
        this.version = version;
    }

    /** The clients; blocks while the version is agreed on, until interrupted. */
    Pair pair() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (open.isEmpty()) {
                RemoteApiVersion agreed = version.map(RemoteApiVersion::parseConfig)
                        .orElseGet(this::agreed);
                open = Optional.of(new Pair(client(agreed, CALL_CONNECTIONS),
                        client(agreed, STREAM_CONNECTIONS), life()));
            }
            return open.get();
        } finally {
            lock.unlock();
        }
    }

    /** Agrees on a version anew at the next call: the engine was replaced by another one. */
    void forget() {
        close();
    }

    /** Ends every connection. A later call opens new ones. */
    void close() {
        lock.lock();
        try {
            open.ifPresent(pair -> {
                close(pair.calls());
                close(pair.streams());
                pair.life().close();
            });
            open = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The library has no negotiation of its own, and both too old and too new are refused. */
    private RemoteApiVersion agreed() {
        DockerClient first = client(RemoteApiVersion.UNKNOWN_VERSION, 1);
        try {
            Version engine = first.versionCmd().exec();
            return agreed(engine.getApiVersion(), Optional.ofNullable(engine.getMinAPIVersion()));
        } finally {
            close(first);
        }
    }

    /** The newest version both sides know, as far as the engine still takes it. */
    static RemoteApiVersion agreed(String newest, Optional<String> oldest) {
        RemoteApiVersion engine = RemoteApiVersion.parseConfig(newest);
        RemoteApiVersion both = engine.isGreaterOrEqual(NEWEST_TESTED) ? NEWEST_TESTED : engine;
        return oldest.map(RemoteApiVersion::parseConfig)
                .filter(minimum -> minimum.isGreater(both))
                .orElse(both);
    }

    private SignOfLife life() {
        DefaultDockerClientConfig config = config(RemoteApiVersion.UNKNOWN_VERSION);
        return new SignOfLife(config.getDockerHost(), config.getSSLConfig() != null);
    }

    private DefaultDockerClientConfig config(RemoteApiVersion apiVersion) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig
                .createDefaultConfigBuilder()
                .withApiVersion(apiVersion);
        host.ifPresent(builder::withDockerHost);
        return builder.build();
    }

    private DockerClient client(RemoteApiVersion apiVersion, int connections) {
        DefaultDockerClientConfig config = config(apiVersion);
        return DockerClientImpl.getInstance(config, new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(connections)
                .build());
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debug("a connection to the engine did not close", e);
        }
    }
}
