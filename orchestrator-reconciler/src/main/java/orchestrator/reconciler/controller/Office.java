package orchestrator.reconciler.controller;

import java.util.List;
import java.util.function.Consumer;
import orchestrator.core.model.Event;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;

/**
 * What a term of a leader lets others do in its name: write, as long as it lasts, and tell events.
 * Only to be used in turn.
 */
public final class Office {
    private final FencedStore fenced;
    private final Consumer<List<Event>> told;
    private final Consumer<TermOverException> over;

    /** @param over told why, when a refused write has shown that the term is over */
    Office(FencedStore fenced, Consumer<List<Event>> told,
            Consumer<TermOverException> over) {
        this.fenced = fenced;
        this.told = told;
        this.over = over;
    }

    /**
     * Makes all writes or none, as long as the term lasts.
     *
     * @throws TermOverException      when a later leader has begun
     * @throws StoreConflictException when a target is not at the version a write names
     */
    public void commit(List<StoreWrite> writes) {
        try {
            fenced.commit(writes);
        } catch (TermOverException e) {
            over.accept(e);
            throw e;
        }
    }

    /**
     * Finds out what became of a commit whose answer was lost. To be called before the state is
     * read that the next writes are based on.
     *
     * @throws TermOverException when a later leader has begun
     */
    public void settle() {
        try {
            fenced.settle();
        } catch (TermOverException e) {
            over.accept(e);
            throw e;
        }
    }

    /** Adds to what people read of the cluster; what cannot be written is lost with the term. */
    public void tell(List<Event> events) {
        told.accept(events);
    }
}
