package orchestrator.reconciler.simulation.zookeeper;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.ClusterStoreContract;
import org.junit.jupiter.api.AfterEach;

/** The contract that the real adapter keeps over real servers, over the model of them. */
class SimulatedClusterStoreTest extends ClusterStoreContract {
    private final SimulatedTimeline timeline = new SimulatedTimeline(11);
    private final SimulatedEnsemble ensemble = new SimulatedEnsemble(timeline, 3);
    private int clients;

    @AfterEach
    void end_the_simulation() {
        timeline.close();
    }

    @Override
    protected ClusterStore open() {
        clients++;
        return new StoreInTime(timeline, new SimulatedClusterStore(timeline, ensemble,
                timeline.process("client-" + clients)));
    }

    @Override
    protected void expire(ClusterStore store) {
        ensemble.expire(store.session().id());
    }

    @Override
    protected void eventually(BooleanSupplier condition) {
        timeline.runUntil(condition, Duration.ofSeconds(20));
    }
}
