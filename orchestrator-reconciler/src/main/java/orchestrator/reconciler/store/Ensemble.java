package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;

/**
 * The servers behind an adapter, asked once: nothing is repeated in here. What repeats is
 * {@link CommitOnce}, and what makes a new session safe to read from is {@link FreshSession}; both
 * are the same for the real servers and for the model of them that the simulation runs on.
 */
public interface Ensemble {
    /**
     * Sends all writes as one transaction.
     *
     * @throws StoreConflictException    when it was refused, naming the first wrong write
     * @throws StoreUnavailableException when it was refused for another reason
     * @throws NoAnswerException         when it may have been done or not
     */
    void send(List<StoreWrite> writes) throws NoAnswerException;

    /**
     * Sends several transactions, in this order and without waiting for the answer to one before the
     * next is sent. Returns what became of each.
     *
     * @throws StoreUnavailableException when one was refused for another reason than a conflict
     */
    default List<Answer> sendAll(List<List<StoreWrite>> transactions) {
        return transactions.stream().map(this::answer).toList();
    }

    private Answer answer(List<StoreWrite> writes) {
        try {
            send(writes);
            return new Answer.Made();
        } catch (StoreConflictException e) {
            return new Answer.Refused(e);
        } catch (NoAnswerException e) {
            return new Answer.None(e);
        }
    }

    /** What became of one of several transactions. */
    sealed interface Answer {
        /** It was done. */
        record Made() implements Answer {}

        /** It was not done and never will be. */
        record Refused(StoreConflictException why) implements Answer {}

        /** It was done, or it was not, or it is still to be done. */
        record None(NoAnswerException why) implements Answer {}
    }

    /** The record at {@code path} as the server of this session has it. */
    Optional<StoredRecord> read(String path) throws NoAnswerException;

    /** Id of the present session, also of one that is cut off. */
    long session() throws NoAnswerException;
}
