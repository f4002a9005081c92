package orchestrator.reconciler.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * Makes one write of every new session before its first read. A session never sees time go back, but
 * the next one may end up at a server that lags, and would read what the one before already saw
 * overtaken. The write goes through the leading server and is answered by this session's own only
 * when that one has caught up so far; whether it is done or refused does not matter.
 */
public final class FreshSession {
    private static final List<StoreWrite> NOTHING = List.of(new StoreWrite.Check("/", 0));
    private static final long NONE = 0;

    private final Ensemble ensemble;
    private volatile long caughtUp = NONE;

    public FreshSession(Ensemble ensemble) {
        this.ensemble = ensemble;
    }

    /**
     * What {@code read} finds in a session that has caught up.
     *
     * @throws NoAnswerException also when the session changed meanwhile
     */
    public <T> T read(Patience.Question<T> read) throws NoAnswerException {
        long session = ensemble.session();
        if (session != caughtUp) {
            catchUp();
            requireStill(session);
            caughtUp = session;
        }
        T found = read.ask();
        requireStill(session);
        return found;
    }

    /** The session, when it has caught up: what is read in it needs nothing before. */
    public OptionalLong caughtUpSession() {
        try {
            long session = ensemble.session();
            return session != NONE && session == caughtUp
                    ? OptionalLong.of(session)
                    : OptionalLong.empty();
        } catch (NoAnswerException e) {
            return OptionalLong.empty();
        }
    }

    private void catchUp() throws NoAnswerException {
        try {
            ensemble.send(NOTHING);
        } catch (StoreConflictException e) {
            // The refusal came through the leading server as well.
        }
    }

    private void requireStill(long session) throws NoAnswerException {
        if (session == NONE || ensemble.session() != session) {
            throw new NoAnswerException("the session changed while a record was read");
        }
    }
}
