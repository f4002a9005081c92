package orchestrator.reconciler.doctor;

import java.util.Optional;

/**
 * All that was gathered.
 *
 * @param ensemble empty where there is none to look at
 * @param cluster  empty where its ensemble does not serve, or is not there
 */
public record Facts(Target target, MachineFacts machine, Optional<EnsembleFacts> ensemble,
        Optional<ClusterFacts> cluster) {}
