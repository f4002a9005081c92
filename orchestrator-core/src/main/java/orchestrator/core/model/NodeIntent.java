package orchestrator.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person wants of a node: that it is emptied, or (no record) that it works.
 *
 * @param deadAt present when the person vouches that the node, being silent, is dead and nothing runs
 *               on it any more: the version that the node's own record had then. Each session of its
 *               agent writes that record anew, so the word ends with the silence it was given for.
 *               Such a node is emptied as well, and takes no work when it comes back.
 */
public record NodeIntent(String who, String why, Instant since, Optional<Integer> deadAt) {
    /** That a node is emptied. */
    public NodeIntent(String who, String why, Instant since) {
        this(who, why, since, Optional.empty());
    }

    /** That a node is dead, whose record is at {@code nodeVersion}. */
    public static NodeIntent dead(String who, String why, Instant since, int nodeVersion) {
        return new NodeIntent(who, why, since, Optional.of(nodeVersion));
    }
}
