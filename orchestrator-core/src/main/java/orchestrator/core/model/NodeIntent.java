package orchestrator.core.model;

import java.time.Instant;

/**
 * What a person wants of a node: that it is emptied, or (no record) that it works.
 *
 * @param dead true when the person vouches that the node, being silent, is dead and nothing runs on
 *             it any more; it is emptied as well, and takes no work when it comes back
 */
public record NodeIntent(String who, String why, Instant since, boolean dead) {
    /** That a node is emptied. */
    public NodeIntent(String who, String why, Instant since) {
        this(who, why, since, false);
    }
}
