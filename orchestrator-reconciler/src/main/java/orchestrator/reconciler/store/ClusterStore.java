package orchestrator.reconciler.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A tree of small versioned records, kept by an ensemble. All calls block, for a bounded time, and
 * throw {@link StoreUnavailableException} when the ensemble does not answer within it. Every write
 * names the version it replaces; there is no way to write without one.
 */
public interface ClusterStore extends AutoCloseable {
    /** Largest record, in bytes: half of ZooKeeper's limit, beyond which it drops the connection. */
    int MAX_RECORD_BYTES = 512 * 1024;
    /** Largest sum of the records of one commit, in bytes. */
    int MAX_COMMIT_BYTES = 768 * 1024;
    /** Most writes of one commit. */
    int MAX_COMMIT_WRITES = 1000;
    /** Most records right below one path: a list of more names does not fit in an answer. */
    int MAX_CHILDREN = 10_000;

    /** The record at {@code path}, empty when there is none. */
    Optional<StoredRecord> read(String path);

    /**
     * The records at all {@code paths}, in that order, each as {@link #read} finds it at a moment of
     * its own, none earlier than the one before. An adapter may ask for the next before it has heard
     * of the last.
     */
    default List<Optional<StoredRecord>> readAll(List<String> paths) {
        return paths.stream().map(this::read).toList();
    }

    /**
     * Begins what {@link #readAll} does and returns at once: whoever asks for the answer waits for the
     * rest of it, and may do something else before. An adapter need not begin before it is asked.
     *
     * @return throws as {@link #readAll}; to be asked once, by the same thread
     */
    default Supplier<List<Optional<StoredRecord>>> beginReadAll(List<String> paths) {
        return () -> readAll(paths);
    }

    /** Which records stand at {@code paths}, as {@link #readAll}, without what they say. */
    default List<Stamp> stamps(List<String> paths) {
        return paths.stream().map(path -> read(path)
                .map(found -> new Stamp(found.version(), found.sequence())).orElse(Stamp.NONE))
                .toList();
    }

    /**
     * For each of {@code paths} a number that was never told before once a record right below it has
     * come or gone, also when another then went or came. An adapter that cannot tell so much may tell
     * a new one more often; it is found as {@link #stamps} are.
     */
    List<Long> stampsBelow(List<String> paths);

    /**
     * The newest change in the whole store that a server has told this client of. As long as two
     * answers are the same, nothing at all was written in between, and what was read in between is
     * not older. As a rule nothing is asked: servers tell it beside each answer and with each
     * sign of life, so that it may be two thirds of a session old. Whoever reads what may have changed
     * takes it before that.
     */
    Newest newest();

    /** Names of the records right below {@code path}, sorted; empty when it does not exist. */
    List<String> children(String path);

    /**
     * Makes all writes or none.
     *
     * @throws StoreConflictException    when a record is not at the version a write names
     * @throws RecordTooLargeException   before anything is sent, when a limit is passed
     * @throws StoreUnavailableException when it could not be found out whether it was done
     */
    void commit(List<StoreWrite> writes);

    /**
     * Makes these commits, each as {@link #commit} does, in their order. An adapter may send the next
     * before it has heard of the last: whoever wants none to be made after one that was refused lets
     * each check a record that the one before it writes.
     *
     * @throws StoreConflictException    of the first that was refused, when it is known of each
     *                                   whether it was made
     * @throws RecordTooLargeException   before anything is sent, when a limit is passed
     * @throws StoreUnavailableException when it could not be found out of some
     */
    default void commitAll(List<List<StoreWrite>> commits) {
        commits.forEach(CommitLimits::check);
        commits.forEach(this::commit);
    }

    /**
     * Calls {@code changed} with the path of each record at or below {@code path} that was created,
     * updated or deleted. Only a hint: it may come late, more than once, or not at all. After a cut
     * it comes once with {@code path} itself, as anything below may have changed unseen. Called on a
     * thread of the store: the listener must only wake a loop.
     */
    Watch watch(String path, Consumer<String> changed);

    /** How the session is now. */
    Session session();

    /** Calls {@code changed} on a thread of the store at each change of {@link #session}. */
    void onSession(Consumer<Session> changed);

    @Override
    void close();

    /**
     * The session that ephemeral records hang on.
     *
     * @param id differs after a loss: ephemeral records of another id are gone or will go
     */
    record Session(State state, long id) {
        /** In SUSPENDED nothing is known; in LOST the ephemeral records are gone. */
        public enum State {
            CONNECTED, SUSPENDED, LOST
        }

        public boolean isConnected() {
            return state == State.CONNECTED;
        }
    }

    /** A watch that can be given up. */
    interface Watch {
        void close();
    }
}
