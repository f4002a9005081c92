package orchestrator.reconciler.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStoreContract;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Update;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract over three real servers, and what must hold when the leading one is killed. */
class ZooKeeperEnsembleIT extends ClusterStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private static Path directory;
    private static ZooKeeperEnsemble ensemble;

    private final List<ClusterStore> opened = new ArrayList<>();
    private final String root = "/test-" + TESTS.incrementAndGet();

    @BeforeAll
    static void start_three_servers() {
        ensemble = ZooKeeperEnsemble.start(directory, ZooKeeperEnsemble.onLoopback());
    }

    @AfterAll
    static void stop_them() {
        ensemble.close();
    }

    @AfterEach
    void close_clients() {
        opened.forEach(ClusterStore::close);
    }

    @Override
    protected ClusterStore open() {
        ZooKeeperClusterStore store = ZooKeeperClusterStore.open(
                ZooKeeperSettings.of(ensemble.connectString() + root)
                        .withCallTimeout(Duration.ofSeconds(20)),
                System::nanoTime);
        opened.add(store);
        assertThat(store.awaitConnection(PATIENCE)).isTrue();
        return store;
    }

    @Override
    protected void expire(ClusterStore store) {
        SessionEnd.of((ZooKeeperClusterStore) store, ensemble.connectString());
    }

    @Test
    void no_write_is_lost_or_done_twice_when_the_leading_server_is_killed() {
        ClusterStore store = open();
        store.commit(List.of(create("/epoch", "1"), create("/counter", "0")));

        for (int i = 0; i < 100; i++) {
            if (i == 50) {
                ensemble.kill(ensemble.awaitLeader());
            }
            store.commit(List.of(new Check("/epoch", 0),
                    new Update("/counter", bytes(Integer.toString(i + 1)), i)));
        }

        assertThat(store.read("/counter").orElseThrow().version()).isEqualTo(100);
        assertThat(store.read("/counter").orElseThrow().data()).isEqualTo(bytes("100"));
        restartTheKilled();
    }

    /** S1 over real servers: an old leader that wakes up after a server failover writes nothing. */
    @Test
    void a_deposed_leader_writes_nothing_also_while_the_ensemble_fails_over() {
        ClusterStore old = open();
        ClusterStore next = open();
        old.commit(List.of(create("/epoch", "old"), create("/a", "")));
        ensemble.kill(ensemble.awaitLeader());
        next.commit(List.of(new Update("/epoch", bytes("next"), 0)));

        int refused = 0;
        for (int i = 0; i < 50; i++) {
            int version = i;
            assertThatThrownBy(() -> old.commit(
                    List.of(new Check("/epoch", 0), new Update("/a", bytes("old"), version))))
                    .isInstanceOfSatisfying(StoreConflictException.class,
                            e -> assertThat(e.path()).isEqualTo("/epoch"));
            refused++;
            next.commit(List.of(new Check("/epoch", 1), new Update("/a", bytes("next"), version)));
        }

        assertThat(refused).isEqualTo(50);
        assertThat(old.read("/a").orElseThrow().data()).isEqualTo(bytes("next"));
        restartTheKilled();
    }

    private static void restartTheKilled() {
        for (int i = 0; i < 3; i++) {
            if (!ensemble.isAlive(i)) {
                ensemble.restart(i);
            }
        }
        ensemble.awaitLeader();
    }

    private static StoreWrite create(String path, String data) {
        return new Create(path, bytes(data), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
