package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only way in which a leader writes: every commit is void once a later leader has begun. */
final class FencedStore {
    private static final Logger LOG = LoggerFactory.getLogger(FencedStore.class);

    private final ClusterStore store;
    private final LeaderTerm term;
    private List<StoreWrite> unanswered = List.of();

    FencedStore(ClusterStore store, LeaderTerm term) {
        this.store = store;
        this.term = term;
    }

    /**
     * Makes all writes or none, as long as the term lasts.
     *
     * @throws TermOverException      when a later leader has begun
     * @throws StoreConflictException when a target is not at the version a write names
     */
    void commit(List<StoreWrite> writes) {
        if (!unanswered.isEmpty()) {
            throw new IllegalStateException("an earlier commit has no answer yet");
        }
        List<StoreWrite> fenced = new ArrayList<>();
        fenced.add(new StoreWrite.Check(Paths.EPOCH, term.epochVersion()));
        fenced.addAll(writes);
        send(fenced);
    }

    /**
     * Finds out what became of a commit whose answer was lost, by sending it again: whether it is
     * made or refused now, no earlier sending can take effect later. To be called before the state
     * is read that the next writes are based on.
     */
    void settle() {
        if (unanswered.isEmpty()) {
            return;
        }
        try {
            send(unanswered);
        } catch (StoreConflictException e) {
            LOG.debug("made before, or overtaken by somebody else: {}", e.getMessage());
        }
    }

    private void send(List<StoreWrite> writes) {
        unanswered = writes;
        try {
            store.commit(writes);
            unanswered = List.of();
        } catch (StoreConflictException e) {
            unanswered = List.of();
            throw e.path().equals(Paths.EPOCH) ? new TermOverException(e) : e;
        } catch (RecordTooLargeException e) {
            unanswered = List.of();
            throw e;
        }
    }
}
