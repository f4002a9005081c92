package orchestrator.reconciler.doctor;

import java.util.Optional;

/**
 * All that was gathered.
 *
 * @param ensemble empty where there is none to look at
 */
public record Facts(Target target, MachineFacts machine, Optional<EnsembleFacts> ensemble) {}
