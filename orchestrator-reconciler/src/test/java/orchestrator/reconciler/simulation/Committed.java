package orchestrator.reconciler.simulation;

import java.time.Instant;
import java.util.List;
import orchestrator.reconciler.store.StoreWrite;

/**
 * One transaction of the ensemble's log, as its leader ordered it: the truth about the store that
 * the judges look at.
 *
 * @param zxid    grows by one with each
 * @param session it was sent in; 0 for what the ensemble does itself, such as an expiry
 * @param process that sent it, by name; empty for the ensemble itself
 */
public record Committed(long zxid, Instant at, long session, String process,
        List<StoreWrite> writes) {
    /**
     * Writes again what stands there, so that a commit of another is refused
     * ({@link Fates.OfCommit#REFUSED_UNHEARD}).
     */
    public static final String RIVAL = "somebody";
}
