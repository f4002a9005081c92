package orchestrator.reconciler.simulation.exhaustive;

import java.time.Duration;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.zookeeper.Replica;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;

/** A server that stands still for a while at what there was before the latest transactions. */
final class Laggard {
    /** Less than what a client waits for an answer; enough to do a lot of wrong meanwhile. */
    private static final Duration LAG = Duration.ofSeconds(3);

    private final SimulatedCluster cluster;
    private final Replica server;
    private boolean asked;

    Laggard(SimulatedCluster cluster, int lacks) {
        this.cluster = cluster;
        SimulatedEnsemble ensemble = cluster.ensemble();
        server = ensemble.observer(ensemble.log().size() - lacks);
        ensemble.onRead(each -> asked |= each.server() == server && server.lags());
    }

    /** True when it told somebody anything while there was more to know. */
    boolean toldAnything() {
        return asked;
    }

    /** Takes over the session of that process. */
    void take(SimulatedProcess process) {
        cluster.ensemble().linkOf(process).ifPresent(link -> link.moveTo(server));
        catchUpInTime();
    }

    /** Takes the first session of whoever is started by that. */
    void welcome(Runnable start) {
        cluster.ensemble().receiveAt(server, start);
        catchUpInTime();
    }

    private void catchUpInTime() {
        cluster.timeline().after(LAG, () -> server.lag(Duration.ZERO));
    }
}
