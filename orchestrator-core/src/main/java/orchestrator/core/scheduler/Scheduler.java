package orchestrator.core.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the best node for one instance: every node is asked, every preference weighed in order. */
public final class Scheduler {
    private Scheduler() {}

    /** The best node that may take it; the first by name between equals. */
    public static Placement place(PlacementRequest request, ClusterLedger cluster) {
        NodeLedger best = null;
        List<Refusal> refusals = new ArrayList<>();
        for (NodeLedger node : cluster.nodes()) {
            List<Refusal> against = refusals(request, node, cluster);
            refusals.addAll(against);
            if (against.isEmpty() && (best == null || isBetter(request, node, best))) {
                best = node;
            }
        }
        return best == null ? new Placement.Nowhere(refusals) : new Placement.On(best.name());
    }

    /** Every rule that speaks against that node; empty when it may take the instance. */
    public static List<Refusal> refusals(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return Filters.ALL.stream().map(filter -> filter.check(request, node, cluster))
                .flatMap(Optional::stream).toList();
    }

    private static boolean isBetter(PlacementRequest request, NodeLedger node, NodeLedger best) {
        for (Scorer scorer : Scorers.ALL) {
            int order = Long.compare(scorer.against(request, node), scorer.against(request, best));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }
}
