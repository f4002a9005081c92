package orchestrator.core.scheduler;

import java.util.List;
import java.util.function.Predicate;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Resources;

/** The preferences, the most important first; the next one decides only between equals. */
final class Scorers {
    static final List<Scorer> ALL = List.of(Scorers::sameServiceInCopy, Scorers::strangersToCopy,
            Scorers::sameService, Scorers::reservedShare, Scorers::instances);
    private static final long WHOLE = 1_000_000;

    private Scorers() {}

    /** Several of one service in one copy are there for each other's loss: not on one node. */
    private static long sameServiceInCopy(PlacementRequest request, NodeLedger node) {
        return count(node, other -> mates(request.id(), other)
                && other.service().equals(request.id().service()));
    }

    /** The members of one copy talk to each other: together. */
    private static long strangersToCopy(PlacementRequest request, NodeLedger node) {
        return count(node, other -> mates(request.id(), other)) > 0 ? 0 : 1;
    }

    /** Copies spread. */
    private static long sameService(PlacementRequest request, NodeLedger node) {
        return count(node, other -> other.project().equals(request.id().project())
                && other.service().equals(request.id().service()));
    }

    /** The larger of the two shares that would be reserved, so that neither runs out early. */
    private static long reservedShare(PlacementRequest request, NodeLedger node) {
        Resources after = node.reserved().plus(request.service().container().resources());
        Resources capacity = node.observation().node().capacity();
        return Math.max(share(after.milliCpu(), capacity.milliCpu()),
                share(after.memoryBytes(), capacity.memoryBytes()));
    }

    private static long instances(PlacementRequest request, NodeLedger node) {
        return node.assigned().size();
    }

    private static long share(long part, long whole) {
        return whole == 0 ? 0 : (long) ((double) part / whole * WHOLE);
    }

    private static boolean mates(InstanceId id, InstanceId other) {
        return id.copy().isPresent() && id.copy().equals(other.copy())
                && id.project().equals(other.project()) && !id.equals(other);
    }

    private static long count(NodeLedger node, Predicate<InstanceId> which) {
        return node.assigned().stream().filter(each -> which.test(each.id())).count();
    }
}
