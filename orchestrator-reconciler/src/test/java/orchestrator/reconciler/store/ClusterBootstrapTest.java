package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {
    private final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    private final InMemoryClusterStore store = new InMemoryClusterStore(ensemble, Runnable::run);
    private final ClusterRecords records = new ClusterRecords(store);

    @Test
    void founds_a_cluster_in_an_empty_store_and_finds_it_again() {
        ClusterRecord founded = bootstrap("c1").open();

        assertThat(founded).isEqualTo(new ClusterRecord(new ClusterId("c1"), ClusterRecord.FORMAT));
        assertThat(bootstrap("c2").open()).isEqualTo(founded);
        assertThat(Paths.ROOTS).allMatch(root -> store.read(root).isPresent());
    }

    @Test
    void finds_nothing_in_an_empty_store_without_founding() {
        assertThat(bootstrap("c1").find()).isEmpty();
        assertThat(store.children("/")).isEmpty();
    }

    @Test
    void a_cluster_that_was_founded_before_gets_the_records_it_lacks() {
        bootstrap("c1").open();
        store.commit(List.of(new StoreWrite.Delete(Paths.GIT, 0),
                new StoreWrite.Delete(Paths.GIT_STATES, 0)));
        int version = store.read(Paths.PROJECTS).orElseThrow().version();

        bootstrap("c1").addMissingRoots();
        assertThat(Paths.ROOTS).allMatch(root -> store.read(root).isPresent());
        assertThat(store.read(Paths.PROJECTS).orElseThrow().version()).isEqualTo(version);
    }

    @Test
    void one_that_another_server_founds_meanwhile_is_taken() {
        store.goBy(new InMemoryClusterStore.Way() {
            private boolean founded;

            @Override
            public void back() {
                if (!founded) {
                    founded = true;
                    ClusterRecords others = new ClusterRecords(
                            new InMemoryClusterStore(ensemble, Runnable::run));
                    new ClusterBootstrap(others, () -> new ClusterId("c2")).open();
                }
            }
        });

        assertThat(bootstrap("c1").open().id()).isEqualTo(new ClusterId("c2"));
    }

    @Test
    void refuses_a_store_that_lost_its_cluster_record() {
        bootstrap("c1").open();
        store.commit(List.of(new StoreWrite.Delete(Paths.CLUSTER, 0)));

        assertThatThrownBy(() -> bootstrap("c2").open())
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageStartingWith(
                        "the store has no cluster, but it is not empty (assignments");
    }

    @Test
    void refuses_a_cluster_of_a_newer_format() {
        store.commit(List.of(records.put(Paths.CLUSTER, new ClusterRecord(new ClusterId("c1"), 3),
                Optional.empty())));

        assertThatThrownBy(() -> bootstrap("c2").open())
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessage("the cluster has record format 3, this program reads up to 2: "
                        + "upgrade it");
    }

    @Test
    void an_unreadable_cluster_record_is_never_replaced() {
        store.commit(List.of(new StoreWrite.Create(Paths.CLUSTER, new byte[]{1}, false)));

        assertThatThrownBy(() -> bootstrap("c2").open())
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("/cluster: the record is damaged");
        assertThat(store.read(Paths.CLUSTER).orElseThrow().version()).isZero();
    }

    private ClusterBootstrap bootstrap(String id) {
        return new ClusterBootstrap(records, () -> new ClusterId(id));
    }
}
