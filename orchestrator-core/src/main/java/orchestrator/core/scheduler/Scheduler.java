package orchestrator.core.scheduler;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.NodeName;

/**
 * Finds the best node for one instance: the answer is that of asking every node, and weighing every
 * preference in order, but it is kept in a {@link Ranking} from one instance to the next.
 */
public final class Scheduler {
    private Scheduler() {}

    /** The best node that may take it; the first by name between equals. */
    public static Placement place(PlacementRequest request, ClusterLedger cluster) {
        Seeker seeker = new Seeker(request, cluster);
        Optional<NodeLedger> best = request.anchors().isEmpty()
                ? cluster.best(seeker)
                : whereTied(seeker, cluster);
        return best.isPresent()
                ? new Placement.On(best.get().name())
                : new Placement.Nowhere(new LazyRefusals(seeker, cluster));
    }

    /** Every rule that speaks against that node; empty when it may take the instance. */
    public static List<Refusal> refusals(PlacementRequest request, NodeLedger node,
            ClusterLedger cluster) {
        return Filters.refusals(new Seeker(request, cluster), node).toList();
    }

    /** What is tied to a node goes there or nowhere. */
    private static Optional<NodeLedger> whereTied(Seeker seeker, ClusterLedger cluster) {
        NodeName home = seeker.request().anchors().getFirst().node();
        return cluster.find(home)
                .filter(node -> Filters.allowAlsoBesideOthers(seeker, node));
    }
}
