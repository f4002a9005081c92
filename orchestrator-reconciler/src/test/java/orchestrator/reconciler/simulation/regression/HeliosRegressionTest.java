package orchestrator.reconciler.simulation.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.StoredRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Helios, containers over ZooKeeper, was known for. */
class HeliosRegressionTest {
    private final SimulatedCluster cluster = new SimulatedCluster(206, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    /**
     * Jobs ended by being missing instead of by tombstones, so an agent aimed at an emptied or at
     * another ensemble would have ended all it ran; a cluster id was to guard against that. Here there
     * are both, tombstones and the id: nothing ends, and all goes on once the right store is back.
     */
    @Test
    void helios_206_an_empty_or_strange_store_ends_nothing_and_the_right_one_goes_on() {
        cluster.apply(Declarations.web(6, "web:1"));
        cluster.awaitReady(6);
        cluster.awaitSettled();
        int mark = cluster.log().mark();
        Map<String, StoredRecord> ours = new TreeMap<>(cluster.ensemble().backup());
        // the sessions of then are over by the time it is put back
        ours.values().removeIf(each -> each.owner() != 0);

        for (Map<String, StoredRecord> other : List.of(Map.<String, StoredRecord>of(),
                strange())) {
            cluster.ensemble().restore(other);
            cluster.pass(Duration.ofMinutes(1));
            cluster.nodeNames().forEach(cluster::restartAgent);
            cluster.pass(Duration.ofMinutes(1));
            assertThat(cluster.log().since(mark)).isEmpty();
            assertThat(cluster.ensemble().backup().keySet()).as("nothing is written there")
                    .isEqualTo(other.keySet());
        }

        cluster.ensemble().restore(ours);
        cluster.pass(Duration.ofMinutes(1));
        assertThat(cluster.log().since(mark)).isEmpty();
        cluster.apply(Declarations.web(3, "web:1"));
        cluster.awaitReady(3);
    }

    private static Map<String, StoredRecord> strange() {
        InMemoryEnsemble another = new InMemoryEnsemble();
        new ClusterBootstrap(new ClusterRecords(new InMemoryClusterStore(another, Runnable::run)),
                () -> new ClusterId("another")).open();
        return another.backup();
    }

    /**
     * An agent that had lost its session altogether came back in a state that only a first connection
     * was expected in, never checked the cluster id again, and did nothing until somebody restarted
     * it. Here it acts again by itself, also when it has never been connected before.
     */
    @Test
    void helios_1280_an_agent_that_lost_its_session_acts_again_by_itself() {
        cluster.apply(Declarations.memcached(3));
        cluster.awaitReady(3);

        cluster.cutEverybody();
        cluster.pass(Duration.ofMinutes(3));
        cluster.healEverybody();
        cluster.apply(Declarations.memcached(3).replace("memcached:1.6", "memcached:1.7"));
        awaitEverywhere("memcached:1.7");

        cluster.nodeNames().forEach(node -> {
            cluster.restartAgent(node);
            cluster.node(node).link().cut();
        });
        cluster.pass(Duration.ofMinutes(3));
        cluster.healEverybody();
        cluster.apply(Declarations.memcached(3).replace("memcached:1.6", "memcached:1.8"));
        awaitEverywhere("memcached:1.8");
    }

    private void awaitEverywhere(String image) {
        cluster.await(image + " on all nodes", Duration.ofMinutes(3),
                () -> cluster.sight().readyCount() == 3
                        && cluster.sight().images().equals(List.of(image)));
    }
}
