package orchestrator.reconciler.wiring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.reconciler.doctor.MachineFacts.Range;

/**
 * What of a cluster runs, or is to run, on this machine.
 *
 * @param any   true when real containers do
 * @param ports that the nodes of this machine give out
 * @param given to an instance by now; empty when the cluster does not tell
 */
record NodesHere(boolean any, List<Range> ports, Optional<Set<Integer>> given) {
    /** Nothing does. */
    static final NodesHere NONE = new NodesHere(false, List.of(), Optional.empty());
}
