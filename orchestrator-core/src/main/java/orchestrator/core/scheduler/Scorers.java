package orchestrator.core.scheduler;

import java.util.List;

import orchestrator.core.model.Resources;

/** The preferences, the most important first; the next one decides only between equals. */
final class Scorers {
    static final List<Scorer> ALL = List.of(Scorers::sameServiceInCopy, Scorers::strangersToCopy,
            Scorers::sameService, Scorers::reservedShare, Scorers::instances);
    private static final long WHOLE = 1_000_000;

    private Scorers() {}

    /** Several of one service in one copy are there for each other's loss: not on one node. */
    private static long sameServiceInCopy(Seeker seeker, NodeLedger node) {
        return seeker.siblingsAmongMatesOn(node);
    }

    /** The members of one copy talk to each other: together. */
    private static long strangersToCopy(Seeker seeker, NodeLedger node) {
        return seeker.matesOn(node) > 0 ? 0 : 1;
    }

    /** Copies spread. */
    private static long sameService(Seeker seeker, NodeLedger node) {
        return node.count(seeker.siblings());
    }

    /** The larger of the two shares that would be reserved, so that neither runs out early. */
    private static long reservedShare(Seeker seeker, NodeLedger node) {
        Resources before = node.reserved();
        Resources more = seeker.needed();
        Resources capacity = node.observation().node().capacity();
        return Math.max(share((long) before.milliCpu() + more.milliCpu(), capacity.milliCpu()),
                share(before.memoryBytes() + more.memoryBytes(), capacity.memoryBytes()));
    }

    private static long instances(Seeker seeker, NodeLedger node) {
        return node.assigned().size();
    }

    private static long share(long part, long whole) {
        return whole == 0 ? 0 : (long) ((double) part / whole * WHOLE);
    }
}
