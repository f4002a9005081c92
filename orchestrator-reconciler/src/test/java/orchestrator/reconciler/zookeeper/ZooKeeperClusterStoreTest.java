package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStoreContract;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperClusterStoreTest extends ClusterStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOCKET = ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET;

    @TempDir
    private Path directory;
    private EmbeddedZooKeeper server;
    private final List<ClusterStore> opened = new ArrayList<>();

    @BeforeEach
    void start_a_server() {
        server = EmbeddedZooKeeper.start(directory, 0);
    }

    @AfterEach
    void stop_the_server() {
        opened.forEach(ClusterStore::close);
        server.close();
    }

    @Override
    protected ClusterStore open() {
        return open(ZooKeeperSettings.of(server.connectString()));
    }

    private ZooKeeperClusterStore open(ZooKeeperSettings settings) {
        ZooKeeperClusterStore store = ZooKeeperClusterStore.open(settings, System::nanoTime);
        opened.add(store);
        assertThat(store.awaitConnection(PATIENCE)).isTrue();
        await().atMost(PATIENCE).until(() -> store.session().isConnected());
        return store;
    }

    @Override
    protected void expire(ClusterStore store) {
        SessionEnd.of((ZooKeeperClusterStore) store, server.connectString());
    }

    @Test
    void a_cluster_can_have_a_part_of_an_ensemble_for_itself() {
        ClusterStore part = open(ZooKeeperSettings.of(server.connectString() + "/orch/one"));
        ClusterStore whole = open();
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        part.watch("/cluster", seen::add);

        new ClusterBootstrap(new ClusterRecords(part), () -> new ClusterId("c1")).open();

        assertThat(part.children("/")).contains("cluster", "projects");
        assertThat(whole.children("/orch/one")).contains("cluster", "projects");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).contains("/cluster"));
    }

    @Test
    void what_others_write_is_told_with_a_sign_of_life_and_nothing_is_asked_for_it() {
        ClusterStore other = open();
        try (TcpRelay relay = new TcpRelay(port())) {
            ClusterStore store = open(ZooKeeperSettings.of(relay.address()));
            long first = relay.questions();
            assertThat(store.children("/")).isNotNull();
            assertThat(relay.questions()).isGreaterThan(first);
            // The session of the other may have begun just now.
            awaitSignOfLife(relay);
            Newest before = store.newest();
            long asked = relay.questions();

            other.commit(List.of(new StoreWrite.Create("/a", new byte[0], false)));

            await().atMost(PATIENCE).until(() -> !store.newest().equals(before));
            Newest after = store.newest();
            awaitSignOfLife(relay);
            awaitSignOfLife(relay);
            assertThat(store.newest()).isEqualTo(after);
            assertThat(relay.questions()).isEqualTo(asked);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sent, that is: until the next is, the one before it was answered. */
    private static void awaitSignOfLife(TcpRelay relay) {
        long before = relay.signsOfLife();
        await().atMost(PATIENCE).until(() -> relay.signsOfLife() > before);
    }

    /** As with the socket for TLS, which keeps to itself what a sign of life tells. */
    @Test
    void a_client_that_hears_nothing_asks() {
        System.setProperty(SOCKET, "ClientCnxnSocketNIO");
        try (TcpRelay relay = new TcpRelay(port())) {
            ClusterStore store = open(ZooKeeperSettings.of(relay.address()));
            store.children("/");
            long asked = relay.questions();

            Newest before = store.newest();
            assertThat(store.newest()).isEqualTo(before);

            assertThat(relay.questions()).isGreaterThan(asked);
            store.commit(List.of(new StoreWrite.Create("/a", new byte[0], false)));
            assertThat(store.newest()).isNotEqualTo(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.clearProperty(SOCKET);
        }
    }

    @Test
    void nobody_is_told_anything_once_the_server_is_gone() {
        ClusterStore store = open(ZooKeeperSettings.of(server.connectString())
                .withCallTimeout(Duration.ofMillis(300)));
        store.newest();

        server.close();

        await().atMost(PATIENCE).until(() -> !store.session().isConnected());
        assertThatThrownBy(store::newest).isInstanceOf(StoreUnavailableException.class);
    }

    private int port() {
        return Integer.parseInt(server.connectString().split(":")[1]);
    }

    @Test
    void gives_up_after_its_patience_when_no_server_answers() {
        server.close();
        ClusterStore store = ZooKeeperClusterStore.open(ZooKeeperSettings
                .of(server.connectString()).withCallTimeout(Duration.ofMillis(300)),
                System::nanoTime);
        opened.add(store);

        assertThatThrownBy(() -> store.read("/a"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("ZooKeeper at " + server.connectString()
                        + " does not answer: could not read /a");
        assertThat(store.session().isConnected()).isFalse();
    }

    /** Each that waited for a connection would take two seconds. */
    @Test
    void nobody_who_begins_to_watch_waits_for_a_connection() {
        server.close();
        ClusterStore store = ZooKeeperClusterStore.open(
                ZooKeeperSettings.of(server.connectString()), System::nanoTime);
        opened.add(store);

        assertTimeout(PATIENCE, () -> {
            for (int i = 0; i < 30; i++) {
                store.watch("/a" + i, _ -> {});
            }
        });
    }

    @Test
    void keeps_its_data_and_its_clients_over_a_restart_of_the_server() {
        ClusterStore store = open();
        store.commit(List.of(new StoreWrite.Create("/a", new byte[]{1}, false)));
        int port = port();

        server.close();
        server = EmbeddedZooKeeper.start(directory, port);

        assertThat(store.read("/a")).isPresent();
        store.commit(List.of(new StoreWrite.Update("/a", new byte[]{2}, 0)));
    }

    @Test
    void listens_on_loopback_only() {
        assertThat(server.connectString()).startsWith("127.0.0.1:");
    }

    @Test
    void a_taken_port_is_named() {
        int port = port();

        assertThatThrownBy(() -> EmbeddedZooKeeper.start(directory.resolve("second"), port))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("on port " + port);
    }

    @Test
    void a_closed_store_says_so() {
        ClusterStore store = open();
        store.close();

        assertThatThrownBy(() -> store.read("/a")).isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the connection to ZooKeeper is closed");
    }
}
