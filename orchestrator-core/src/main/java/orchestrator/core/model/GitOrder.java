package orchestrator.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The last word from outside about a connection: look now, and perhaps that a person wants a commit
 * which waits for one. Written by any client, and by a server that hears of a push; a hint as far
 * as it is not a person's confirmation.
 *
 * @param source    id of the {@link GitSource} that is meant
 * @param number    grows by one with each order
 * @param by        the person, or {@code webhook} or {@code hook}
 * @param confirmed the commit a person has seen the consequences of and wants; taken over from
 *                  order to order
 */
public record GitOrder(ProjectName project, String source, int number, String by, Instant at,
        Optional<Confirmed> confirmed) {
    /** Who wants which commit. */
    public record Confirmed(CommitId commit, String who, Instant at) {}
}
