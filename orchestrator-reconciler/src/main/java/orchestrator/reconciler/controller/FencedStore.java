package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way in which a leader writes: every commit is void once a later leader has begun. Those
 * of the leader itself, who alone tells events, are void in an older copy of the store as well:
 * there the events have not come so far.
 */
final class FencedStore {
    private static final Logger LOG = LoggerFactory.getLogger(FencedStore.class);

    private final ClusterStore store;
    private final LeaderTerm term;
    private final boolean tells;
    private int events;
    private List<List<StoreWrite>> unanswered = List.of();

    private FencedStore(ClusterStore store, LeaderTerm term, boolean tells) {
        this.store = store;
        this.term = term;
        this.tells = tells;
        this.events = term.eventsVersion();
    }

    /** That of the one who writes the events of this term. */
    static FencedStore telling(ClusterStore store, LeaderTerm term) {
        return new FencedStore(store, term, true);
    }

    /** That of somebody who writes in the name of the leader, and knows nothing of the events. */
    static FencedStore beside(ClusterStore store, LeaderTerm term) {
        return new FencedStore(store, term, false);
    }

    /**
     * Makes all writes or none, as long as the term lasts.
     *
     * @throws TermOverException      when a later leader has begun, or the store is an older one
     * @throws StoreConflictException when a target is not at the version a write names
     */
    void commit(List<StoreWrite> writes) {
        commitAll(List.of(writes));
    }

    /**
     * Makes these commits in their order, without waiting for one before the next is sent. Each but
     * the first is void when the one before it is: it checks a record that the other writes. So what
     * is made is never more than the first few of them, whatever becomes of the connection.
     *
     * @param commits each of which creates or updates a record; one that tells events comes alone
     * @throws TermOverException      when a later leader has begun, or the store is an older one
     * @throws StoreConflictException when a target is not at the version a write names
     */
    void commitAll(List<List<StoreWrite>> commits) {
        if (!unanswered.isEmpty()) {
            throw new IllegalStateException("an earlier commit has no answer yet");
        }
        if (commits.isEmpty()) {
            return;
        }
        List<List<StoreWrite>> all = new ArrayList<>();
        for (List<StoreWrite> writes : commits) {
            List<StoreWrite> fenced = new ArrayList<>();
            fenced.add(new StoreWrite.Check(Paths.EPOCH, term.epochVersion()));
            if (tells && events != ServerMemory.Seen.NONE) {
                fenced.add(new StoreWrite.Check(Paths.EVENTS, events));
            }
            if (!all.isEmpty()) {
                fenced.add(madeBy(all.getLast()));
            }
            fenced.addAll(writes);
            all.add(fenced);
        }
        try {
            send(all, List.of());
        } catch (StoreConflictException e) {
            throw e.path().equals(Paths.EVENTS) ? TermOverException.anotherStore(e) : e;
        }
    }

    /** How far the events have come once that commit is made; empty for one that tells none. */
    private static OptionalInt eventsAfter(List<StoreWrite> commit) {
        return commit.stream().filter(write -> write.path().equals(Paths.EVENTS))
                .flatMapToInt(write -> switch (write) {
                    case StoreWrite.Create _ -> IntStream.of(0);
                    case StoreWrite.Update update -> IntStream.of(update.version() + 1);
                    case StoreWrite.Check _,StoreWrite.Delete _ -> IntStream.empty();
                }).findFirst();
    }

    /**
     * What is so once that commit is made, and was not before: nobody else writes assignments, and
     * a spec that somebody else made is the same.
     */
    private static StoreWrite.Check madeBy(List<StoreWrite> commit) {
        return commit.stream().flatMap(write -> switch (write) {
            case StoreWrite.Create create ->
                Stream.of(new StoreWrite.Check(create.path(), 0));
            case StoreWrite.Update update ->
                Stream.of(new StoreWrite.Check(update.path(), update.version() + 1));
            case StoreWrite.Check _,StoreWrite.Delete _ -> Stream.<StoreWrite.Check>empty();
        }).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "a commit before another must create or update a record"));
    }

    /**
     * Finds out what became of commits whose answers were lost, by sending each again: whether it is
     * made or refused now, no earlier sending can take effect later. To be called before the state
     * is read that the next writes are based on.
     */
    void settle() {
        while (!unanswered.isEmpty()) {
            List<StoreWrite> first = unanswered.getFirst();
            try {
                send(List.of(first), unanswered.subList(1, unanswered.size()));
            } catch (StoreConflictException e) {
                LOG.debug("made before, or overtaken by somebody else: {}", e.getMessage());
                if (eventsAfter(first).isPresent()) {
                    events = eventsAfter(first).getAsInt();
                } else if (e.path().equals(Paths.EVENTS)) {
                    throw TermOverException.anotherStore(e);
                }
            }
        }
    }

    /** Sends {@code commits}; {@code later} ones are still not answered then. */
    private void send(List<List<StoreWrite>> commits, List<List<StoreWrite>> later) {
        unanswered = Stream.concat(commits.stream(), later.stream()).toList();
        try {
            if (commits.size() == 1) {
                store.commit(commits.getFirst());
            } else {
                store.commitAll(commits);
            }
            unanswered = later;
            eventsAfter(commits.getLast()).ifPresent(version -> events = version);
        } catch (StoreConflictException e) {
            unanswered = later;
            if (e.path().equals(Paths.EPOCH)) {
                unanswered = List.of();
                throw TermOverException.laterLeader(e);
            }
            throw e;
        } catch (RecordTooLargeException e) {
            unanswered = later;
            throw e;
        }
    }
}
