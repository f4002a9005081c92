package orchestrator.reconciler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * One client of an {@link InMemoryEnsemble}, with a session of its own and switches for all that may
 * happen to it. Hints of watches and session changes are handed to the executor, such as
 * {@code timeline::run}.
 */
public final class InMemoryClusterStore implements ClusterStore {
    private final InMemoryEnsemble ensemble;
    private final Executor callbacks;
    private final List<Registration> watches = new CopyOnWriteArrayList<>();
    private final List<Consumer<Session>> listeners = new CopyOnWriteArrayList<>();
    private final List<List<StoreWrite>> inFlight = new ArrayList<>();
    private volatile Session session;
    private volatile int connections;
    private volatile boolean endedUnnoticed;
    private volatile boolean unavailable;
    private volatile boolean dropHints;
    private volatile NextCommit nextCommit = NextCommit.ANSWERED;
    private volatile Function<List<StoreWrite>, NextCommit> onCommit = _ -> NextCommit.ANSWERED;
    private volatile Consumer<String> onRead = _ -> {};
    private volatile Runnable onNewest = () -> {};
    private volatile Way way = new Way() {
    };

    /** What becomes of the next commit. */
    public enum NextCommit {
        /** Done or refused, and the caller learns which. */
        ANSWERED,
        /** Done or refused, but the caller hears only that the store is unavailable. */
        REPLY_LOST,
        /** Never arrives; the caller hears that the store is unavailable. */
        REQUEST_LOST,
        /** As REQUEST_LOST, but it arrives with {@link InMemoryClusterStore#landInFlight}. */
        IN_FLIGHT
    }

    /** The way to the ensemble and back, of every call. It may let simulated time pass. */
    public interface Way {
        /** Whose calls they are. */
        default String process() {
            return "test";
        }

        /** Before a read arrives. */
        default void there() {}

        /** Before a commit arrives, of which nothing else decided what becomes. */
        default Passage there(List<StoreWrite> writes) {
            return new Passage(NextCommit.ANSWERED, () -> {});
        }

        /** Before the caller has the answer. */
        default void back() {}

        /** True when the hint never arrives. */
        default boolean isLost(String hint) {
            return false;
        }
    }

    /** What becomes of a commit, and what to do right after it had its effect. */
    public record Passage(NextCommit fate, Runnable done) {}

    private record Registration(String path, Consumer<String> changed) {
        boolean covers(String other) {
            return path.equals("/") || other.equals(path) || other.startsWith(path + "/");
        }
    }

    public InMemoryClusterStore(InMemoryEnsemble ensemble, Executor callbacks) {
        this.ensemble = ensemble;
        this.callbacks = callbacks;
        this.session = new Session(Session.State.CONNECTED, ensemble.openSession(this));
    }

    /** Cuts the client off: nothing is known, the session lives on until {@link #expire}. */
    public void suspend() {
        become(new Session(Session.State.SUSPENDED, session.id()));
    }

    /** Ends the session at the ensemble, and the client knows: its ephemeral records are gone. */
    public void expire() {
        ensemble.endSession(session.id());
        become(new Session(Session.State.LOST, session.id()));
    }

    /** Ends the session at the ensemble while the client, cut off, does not know yet. */
    public void expireUnnoticed() {
        suspend();
        ensemble.endSession(session.id());
        endedUnnoticed = true;
    }

    /**
     * Brings the client back: with its session when that lives, with a new one after a loss, of
     * which it learns now at the latest.
     */
    public void reconnect() {
        connections++;
        if (endedUnnoticed) {
            endedUnnoticed = false;
            become(new Session(Session.State.LOST, session.id()));
        }
        boolean sameSession = session.state() != Session.State.LOST;
        long id = sameSession ? session.id() : ensemble.openSession(this);
        ensemble.own(id, way.process());
        become(new Session(Session.State.CONNECTED, id));
        everythingChanged();
    }

    /** While true every call fails, though the session looks well. */
    public void setUnavailable(boolean unavailable) {
        this.unavailable = unavailable;
    }

    /** While true no hint of any watch arrives. */
    public void setDropHints(boolean dropHints) {
        this.dropHints = dropHints;
    }

    /** Chooses the fate of the next commit; later ones are answered again. */
    public void setNextCommit(NextCommit fate) {
        nextCommit = fate;
    }

    /** Asks {@code fate} about every commit from now on, right before it is made. */
    public void onCommit(Function<List<StoreWrite>, NextCommit> fate) {
        onCommit = fate;
    }

    /** Calls {@code reading} within every read from now on, before it finds what there is. */
    public void onRead(Consumer<String> reading) {
        onRead = reading;
    }

    /** Calls {@code comparing} whenever it is looked at what is newest, after it is found. */
    public void onNewest(Runnable comparing) {
        onNewest = comparing;
    }

    /** Every call goes that way from now on. */
    public void goBy(Way by) {
        way = by;
        ensemble.own(session.id(), by.process());
    }

    /** Lets commits that were in flight arrive, as far as they still fit. */
    public void landInFlight() {
        List<List<StoreWrite>> late = List.copyOf(inFlight);
        inFlight.clear();
        late.forEach(this::commitUnheard);
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        return reading(() -> {
            onRead.accept(path);
            return ensemble.read(path);
        });
    }

    @Override
    public List<Long> stampsBelow(List<String> paths) {
        return reading(() -> ensemble.stampsBelow(paths));
    }

    @Override
    public Newest newest() {
        requireAvailable();
        Newest newest = new Newest(connections, ensemble.sequence());
        onNewest.run();
        return newest;
    }

    @Override
    public List<String> children(String path) {
        return reading(() -> ensemble.children(path));
    }

    private <T> T reading(Supplier<T> read) {
        requireAvailable();
        way.there();
        requireAvailable();
        T found = read.get();
        way.back();
        requireAvailable();
        return found;
    }

    @Override
    public void commit(List<StoreWrite> writes) {
        requireAvailable();
        Passage drawn = way.there(writes);
        requireAvailable();
        NextCommit fate = nextCommit == NextCommit.ANSWERED ? onCommit.apply(writes) : nextCommit;
        nextCommit = NextCommit.ANSWERED;
        try {
            arrive(writes, fate == NextCommit.ANSWERED ? drawn.fate() : fate);
        } finally {
            drawn.done().run();
            way.back();
        }
        requireAvailable();
    }

    private void arrive(List<StoreWrite> writes, NextCommit fate) {
        switch (fate) {
            case ANSWERED -> ensemble.commit(writes, session.id());
            case REPLY_LOST -> {
                commitUnheard(writes);
                throw new StoreUnavailableException("the answer was lost");
            }
            case REQUEST_LOST -> throw new StoreUnavailableException("the request was lost");
            case IN_FLIGHT -> {
                inFlight.add(List.copyOf(writes));
                throw new StoreUnavailableException("no answer yet");
            }
        }
    }

    private void commitUnheard(List<StoreWrite> writes) {
        try {
            ensemble.commit(writes, session.id());
        } catch (StoreConflictException e) {
            // The refusal is what the caller does not hear.
        }
    }

    @Override
    public Watch watch(String path, Consumer<String> changed) {
        Registration registration = new Registration(path, changed);
        watches.add(registration);
        return () -> watches.remove(registration);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void onSession(Consumer<Session> changed) {
        listeners.add(changed);
    }

    @Override
    public void close() {
        if (session.state() != Session.State.LOST) {
            expire();
        }
        watches.clear();
        listeners.clear();
    }

    void recordChanged(String path) {
        if (session.isConnected() && !dropHints) {
            watches.stream().filter(each -> each.covers(path) && !way.isLost(path))
                    .forEach(each -> callbacks.execute(() -> each.changed().accept(path)));
        }
    }

    void everythingChanged() {
        if (session.isConnected() && !dropHints) {
            watches.forEach(each -> callbacks.execute(() -> each.changed().accept(each.path())));
        }
    }

    private void become(Session next) {
        session = next;
        listeners.forEach(each -> callbacks.execute(() -> each.accept(next)));
    }

    private void requireAvailable() {
        if (unavailable || !session.isConnected()) {
            throw new StoreUnavailableException("the store does not answer");
        }
    }
}
