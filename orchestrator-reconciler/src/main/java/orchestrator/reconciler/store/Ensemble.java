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

    /** The record at {@code path} as the server of this session has it. */
    Optional<StoredRecord> read(String path) throws NoAnswerException;

    /** Id of the present session, also of one that is cut off. */
    long session() throws NoAnswerException;
}
