package orchestrator.reconciler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cluster in which nothing happens asks its store: real servers and agents. */
class AtRestTest {
    private final SimulatedCluster cluster = new SimulatedCluster(7, 3);

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void nobody_asks_the_store_anything_or_writes() {
        cluster.apply(Declarations.web(3, "web:1"));
        cluster.awaitReady(3);
        cluster.pass(Duration.ofMinutes(2));

        int before = asked();
        cluster.pass(Duration.ofMinutes(5));
        assertThat(asked()).isEqualTo(before);

        cluster.drain("core-01");
        assertThat(asked()).isGreaterThan(before);
    }

    private int asked() {
        return cluster.stores().stream().mapToInt(SimulatedClusterStore::asked).sum();
    }
}
