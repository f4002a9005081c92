package orchestrator.reconciler.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Update;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3: a write whose answer is lost happens at most once, and its caller learns the truth. */
class UnknownOutcomeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;
    private EmbeddedZooKeeper server;
    private TcpRelay relay;
    private ZooKeeperClusterStore store;
    private ZooKeeperClusterStore witness;

    @BeforeEach
    void put_a_relay_between_client_and_server() {
        server = EmbeddedZooKeeper.start(directory, 0);
        relay = new TcpRelay(Integer.parseInt(server.connectString().split(":")[1]));
        store = open(relay.address());
        witness = open(server.connectString());
        store.commit(List.of(new Create("/a", bytes("first"), false)));
    }

    @AfterEach
    void take_it_away() throws IOException {
        store.close();
        witness.close();
        relay.close();
        server.close();
    }

    @Test
    void a_write_whose_answer_is_lost_succeeds_once() throws Exception {
        relay.swallowAnswers();
        CompletableFuture<Void> write = commit(new Update("/a", bytes("mine"), 0));
        await().atMost(PATIENCE).until(() -> read().version() == 1);
        relay.cutAndMend();

        write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(read().version()).isEqualTo(1);
        assertThat(read().data()).isEqualTo(bytes("mine"));
    }

    @Test
    void a_write_that_never_arrived_is_made_after_all() throws Exception {
        relay.swallowRequests();
        CompletableFuture<Void> write = commit(new Update("/a", bytes("mine"), 0));
        awaitSwallowed();
        relay.cutAndMend();

        write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(read().data()).isEqualTo(bytes("mine"));
    }

    @Test
    void a_refusal_whose_answer_is_lost_is_still_a_refusal() {
        witness.commit(List.of(new Update("/a", bytes("theirs"), 0)));
        relay.swallowAnswers();
        CompletableFuture<Void> write = commit(new Update("/a", bytes("mine"), 0));
        awaitSwallowed();
        relay.cutAndMend();

        assertThatThrownBy(() -> write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreConflictException.class);
        assertThat(read().data()).isEqualTo(bytes("theirs"));
    }

    @Test
    void nobody_claims_to_know_when_the_record_went_on_meanwhile() {
        relay.swallowAnswers();
        CompletableFuture<Void> write = commit(new Update("/a", bytes("mine"), 0));
        await().atMost(PATIENCE).until(() -> read().version() == 1);
        witness.commit(List.of(new Update("/a", bytes("later"), 1)));
        relay.cutAndMend();

        assertThatThrownBy(() -> write.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(read().data()).isEqualTo(bytes("later"));
    }

    private void awaitSwallowed() {
        await().atMost(PATIENCE).until(() -> relay.swallowed() > 0);
    }

    private CompletableFuture<Void> commit(StoreWrite write) {
        return CompletableFuture.runAsync(() -> store.commit(List.of(write)),
                task -> Thread.ofVirtual().start(task));
    }

    private StoredRecord read() {
        return witness.read("/a").orElseThrow();
    }

    private static ZooKeeperClusterStore open(String address) {
        ZooKeeperClusterStore store = ZooKeeperClusterStore.open(ZooKeeperSettings.of(address),
                System::nanoTime);
        assertThat(store.awaitConnection(PATIENCE)).isTrue();
        return store;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
