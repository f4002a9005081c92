package orchestrator.reconciler.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.zookeeper.EmbeddedZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipTest {
    @TempDir
    private Path directory;
    private EmbeddedZooKeeper ensemble;

    @AfterEach
    void stop() {
        if (ensemble != null) {
            ensemble.close();
        }
    }

    @Test
    void the_first_server_founds_a_cluster_and_belongs_to_it_from_then_on() {
        Membership first = in("one", "first-store");
        assertThat(in("one", "first-store").cluster()).isEqualTo(first.cluster());
    }

    @Test
    void a_server_does_not_found_another_cluster_in_an_emptied_store() {
        ClusterId cluster = in("one", "first-store").cluster();
        assertThatThrownBy(() -> in("one", "emptied-store"))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("holds no cluster").hasMessageContaining(cluster.value())
                .hasMessageContaining("remove " + directory.resolve("one")
                        + " and the state directory of each agent");
        List<String> there = open("emptied-store", store -> store.children("/"));
        assertThat(there).containsOnly("zookeeper");
    }

    @Test
    void a_server_does_not_join_another_cluster() {
        in("one", "first-store");
        in("two", "second-store");
        assertThatThrownBy(() -> in("one", "second-store"))
                .isInstanceOf(StartFailedException.class).hasMessageContaining("holds cluster");
    }

    @Test
    void a_server_without_memory_joins_the_cluster_that_is_there() {
        ClusterId there = open("first-store", store -> new ClusterBootstrap(
                new ClusterRecords(store), () -> new ClusterId("there")).open().id());
        assertThat(in("one", "first-store").cluster()).isEqualTo(there);
    }

    @Test
    void damaged_memory_is_told_and_not_taken_for_none() throws IOException {
        in("one", "first-store");
        Files.writeString(directory.resolve("one/watermark"), "something else");
        assertThatThrownBy(() -> in("one", "first-store"))
                .isInstanceOf(StartFailedException.class).hasMessageContaining("is damaged");
    }

    private Membership in(String server, String store) {
        return open(store, opened -> Membership.of(opened, new ServerOptions(server, "a store",
                Optional.empty(), directory.resolve(server), GitOptions.NONE)));
    }

    private <T> T open(String name, Function<ClusterStore, T> question) {
        stop();
        ensemble = EmbeddedZooKeeper.start(directory.resolve(name), 0);
        try (ClusterStore store = StoreConnection.open(ensemble.connectString())) {
            return question.apply(store);
        }
    }
}
