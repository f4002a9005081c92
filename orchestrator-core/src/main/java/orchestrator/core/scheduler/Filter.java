package orchestrator.core.scheduler;

import java.util.Optional;

/** One rule of placement: says whether a node may take an instance, and if not, why. */
@FunctionalInterface
public interface Filter {
    /** Empty when this rule has nothing against it. */
    Optional<Refusal> check(PlacementRequest request, NodeLedger node, ClusterLedger cluster);
}
