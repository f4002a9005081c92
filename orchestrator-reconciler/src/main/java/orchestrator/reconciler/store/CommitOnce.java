package orchestrator.reconciler.store;

import java.util.List;

/**
 * One commit and its repetitions. After an attempt without an answer the very same commit is sent
 * again: every write in it names a version, so at most one of the two can be done. When the second
 * is refused, the refusal came through the leading server after the first; so what stands there now
 * tells whether the first was done. (To look without repeating would not: the first might still be
 * on its way. Nor would a look in a later session than the one that was refused: its server may lag.)
 */
public final class CommitOnce implements Patience.Question<Boolean> {
    private final Ensemble ensemble;
    private final List<StoreWrite> writes;
    private boolean mayBeDone;

    public CommitOnce(Ensemble ensemble, List<StoreWrite> writes) {
        this.ensemble = ensemble;
        this.writes = writes;
    }

    /** Notes that somebody else has sent it, and heard no answer. */
    void sentUnheard() {
        mayBeDone = true;
    }

    /**
     * Sends it once more; true when it was done by then, by this attempt or one before.
     *
     * @throws StoreConflictException    when it was not done and never will be
     * @throws StoreUnavailableException when it was refused now and nobody can tell whether an
     *                                   attempt before was done
     */
    @Override
    public Boolean ask() throws NoAnswerException {
        if (mayBeDone) {
            repeat(ensemble.session());
            return true;
        }
        try {
            ensemble.send(writes);
        } catch (NoAnswerException e) {
            mayBeDone = true;
            throw e;
        }
        return true;
    }

    private void repeat(long session) throws NoAnswerException {
        try {
            ensemble.send(writes);
        } catch (StoreConflictException e) {
            refused(e, session);
        }
    }

    private void refused(StoreConflictException conflict, long session)
            throws NoAnswerException {
        Aftermath aftermath = Aftermath.of(writes, ensemble);
        if (ensemble.session() != session) {
            throw new NoAnswerException("the session changed while it was looked whether a write"
                    + " of " + conflict.path() + " was done");
        }
        switch (aftermath) {
            case DONE -> {
                // An earlier attempt was done and only its answer was lost.
            }
            case NOT_DONE -> throw conflict;
            case UNKNOWN -> throw new StoreUnavailableException(
                    "the ensemble did not answer a write of " + conflict.path()
                            + ", and it was changed again since: nobody can tell whether the write"
                            + " was done",
                    conflict);
        }
    }
}
