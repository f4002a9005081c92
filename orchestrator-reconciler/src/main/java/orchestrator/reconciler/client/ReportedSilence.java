package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Silence;

/**
 * Since when nodes are silent, as the leader says. A node it has not missed yet has just fallen
 * silent. Of a lease it is known that there is one; whether it is over only the leader can tell.
 */
record ReportedSilence(ClusterStore store, Optional<LeaderReport> report, Instant now)
        implements
            Silence {
    @Override
    public Optional<Instant> since(NodeName node, boolean present) {
        return present
                ? Optional.empty()
                : Optional.of(report
                        .flatMap(each -> Optional.ofNullable(each.silentNodes().get(node)))
                        .orElse(now));
    }

    @Override
    public Optional<NodeObservation.Lease> lease(NodeName node) {
        return store.read(Paths.lease(node))
                .map(found -> new NodeObservation.Lease(found.version(), false));
    }
}
