package orchestrator.reconciler.agent;

import java.util.Optional;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeAssignment;

/**
 * Lets an assignment through only when it is of the same cluster as ever and not older than what was
 * acted on before. Whatever else the store shows is doubt, and doubt stops nothing.
 */
final class AssignmentGate {
    private Optional<Watermark> watermark;
    private final String lost;
    private boolean torn;
    private long firstSeen = -1;

    /**
     * @param watermark what this node acted on last, as far as its disk knows
     * @param lost      present when its disk cannot be believed, and why: then only an assignment
     *                  that is written from now on is, or one of a store that was
     *                  {@link #vouchedFor}
     */
    AssignmentGate(Optional<Watermark> watermark, Optional<String> lost) {
        this.watermark = watermark;
        this.lost = lost.orElse("");
        this.torn = lost.isPresent();
    }

    /** Why the assignment must not be acted on; empty when it may be. */
    Optional<String> doubt(Optional<ClusterId> cluster, Optional<NodeAssignment> found) {
        Optional<String> stranger = doubt(cluster);
        if (stranger.isPresent()) {
            return stranger;
        }
        if (found.isEmpty() && torn) {
            firstSeen = Math.max(firstSeen, 0);
            return Optional.of(waiting());
        }
        if (found.isEmpty()) {
            return watermark.filter(each -> each.generation() > 0)
                    .map(_ -> "the store has lost the assignment of this node");
        }
        return doubt(cluster.get(), found.get());
    }

    /** Why nothing of that store concerns this node, so that nothing is written there either. */
    Optional<String> doubt(Optional<ClusterId> cluster) {
        if (cluster.isEmpty()) {
            return Optional.of("the store holds no cluster");
        }
        return watermark.filter(each -> !each.cluster().equals(cluster.get()))
                .map(_ -> "the store belongs to another cluster than this node");
    }

    private Optional<String> doubt(ClusterId cluster, NodeAssignment assignment) {
        if (!assignment.cluster().equals(cluster)) {
            return Optional.of("the assignment of this node is of another cluster");
        }
        boolean older = watermark.isPresent()
                && (assignment.generation() < watermark.get().generation()
                        || assignment.epoch() < watermark.get().epoch());
        if (older) {
            return Optional.of("the store is older than what this node has seen (generation "
                    + assignment.generation() + " of epoch " + assignment.epoch() + " after "
                    + watermark.get().generation() + " of " + watermark.get().epoch() + ")");
        }
        if (firstSeen < 0) {
            firstSeen = assignment.generation();
        }
        if (torn && assignment.generation() <= firstSeen) {
            return Optional.of(waiting());
        }
        torn = false;
        return Optional.empty();
    }

    private String waiting() {
        return "what this node remembered " + lost + "; it waits for a newer assignment";
    }

    /** True while it waits for something newer than what stood there first. */
    boolean isTorn() {
        return torn;
    }

    /** The store is as new as anybody knows: what a damaged memory said before is not missed. */
    void vouchedFor() {
        torn = false;
    }

    void passed(Watermark newest) {
        watermark = Optional.of(newest);
    }
}
