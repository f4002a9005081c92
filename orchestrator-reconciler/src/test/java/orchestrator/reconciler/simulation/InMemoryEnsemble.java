package orchestrator.reconciler.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import orchestrator.reconciler.store.CommitLimits;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/**
 * The tree that all sessions of one simulated cluster share: versions, a sequence that never falls,
 * atomic commits, ephemeral records that go with their session. Every commit is kept in a log, for
 * tests that ask what was ever written.
 */
public final class InMemoryEnsemble {
    private final NavigableMap<String, StoredRecord> records = new TreeMap<>();
    /** In which commit a record right below a path last came or went, since the last restore. */
    private final Map<String, Long> changedBelow = new TreeMap<>();
    private final List<InMemoryClusterStore> sessions = new ArrayList<>();
    private final List<List<StoreWrite>> log = new ArrayList<>();
    private final Map<Long, String> owners = new TreeMap<>();
    private Consumer<Committed> listener = _ -> {};
    private Supplier<Instant> clock = () -> Instant.EPOCH;
    private long sequence;
    private long lastSession;
    private long restored;

    /** Everything as it is now, for {@link #restore}. */
    public synchronized Map<String, StoredRecord> backup() {
        return new TreeMap<>(records);
    }

    /** Puts an older state back, as a person may with a real ensemble; an empty one wipes it. */
    public void restore(Map<String, StoredRecord> backup) {
        synchronized (this) {
            records.clear();
            records.putAll(backup);
            sequence++;
            changedBelow.clear();
            restored = sequence;
        }
        List.copyOf(sessions).forEach(InMemoryClusterStore::everythingChanged);
    }

    /** Every commit so far, oldest first. */
    public synchronized List<List<StoreWrite>> log() {
        return List.copyOf(log);
    }

    /** Tells {@code listener} of every commit and every end of a session, at the time it happens. */
    void listen(Supplier<Instant> now, Consumer<Committed> to) {
        clock = now;
        Consumer<Committed> before = listener;
        listener = committed -> {
            before.accept(committed);
            to.accept(committed);
        };
    }

    /** The process that a session is of. */
    void own(long session, String process) {
        owners.put(session, process);
    }

    private void tell(long session, List<StoreWrite> writes) {
        listener.accept(new Committed(sequence, clock.get(), session,
                session == 0 ? "" : owners.getOrDefault(session, "test"), writes));
    }

    synchronized long openSession(InMemoryClusterStore session) {
        if (!sessions.contains(session)) {
            sessions.add(session);
        }
        return ++lastSession;
    }

    synchronized Optional<StoredRecord> read(String path) {
        return Optional.ofNullable(records.get(path)).map(found -> new StoredRecord(path,
                found.data().clone(), found.version(), found.sequence(), found.owner()));
    }

    synchronized long sequence() {
        return sequence;
    }

    /** Of a commit that was refused after it had made one, there may be a number too. */
    synchronized List<Long> stampsBelow(List<String> paths) {
        return paths.stream().map(path -> changedBelow.getOrDefault(
                path.equals("/") ? "" : path, restored)).toList();
    }

    synchronized List<String> children(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        TreeSet<String> names = new TreeSet<>();
        for (String each : records.tailMap(prefix, false).keySet()) {
            if (!each.startsWith(prefix)) {
                break;
            }
            if (each.indexOf('/', prefix.length()) < 0) {
                names.add(each.substring(prefix.length()));
            }
        }
        return List.copyOf(names);
    }

    /** All or nothing; who watches is told afterwards. */
    void commit(List<StoreWrite> writes, long session) {
        CommitLimits.check(writes);
        synchronized (this) {
            Deque<Runnable> undo = new ArrayDeque<>();
            sequence++;
            try {
                writes.forEach(write -> apply(write, session, undo));
            } catch (RuntimeException e) {
                undo.forEach(Runnable::run);
                throw e;
            }
            log.add(List.copyOf(writes));
        }
        tell(session, List.copyOf(writes));
        writes.stream().filter(write -> !(write instanceof StoreWrite.Check))
                .forEach(write -> tellWatchers(write.path()));
    }

    /** The end of a session: its ephemeral records go. */
    void endSession(long session) {
        List<StoredRecord> gone;
        synchronized (this) {
            gone = records.values().stream().filter(each -> each.owner() == session).toList();
            sequence++;
            gone.forEach(each -> {
                records.remove(each.path());
                changedBelow.put(parent(each.path()), sequence);
            });
        }
        tell(0, gone.stream().<StoreWrite>map(
                each -> new StoreWrite.Delete(each.path(), each.version())).toList());
        gone.forEach(each -> tellWatchers(each.path()));
    }

    private void tellWatchers(String path) {
        List.copyOf(sessions).forEach(session -> session.recordChanged(path));
    }

    private void apply(StoreWrite write, long session, Deque<Runnable> undo) {
        StoredRecord before = records.get(write.path());
        switch (write) {
            case StoreWrite.Check(String path, int version) -> require(path, before, version);
            case StoreWrite.Create create -> {
                requireCreatable(create, before);
                records.put(create.path(), new StoredRecord(create.path(), create.data().clone(),
                        0, sequence, create.ephemeral() ? session : 0));
                changedBelow.put(parent(create.path()), sequence);
            }
            case StoreWrite.Update(String path, byte[] data, int version) -> {
                require(path, before, version);
                records.put(path, new StoredRecord(path, data.clone(), version + 1, sequence,
                        before.owner()));
            }
            case StoreWrite.Delete(String path, int version) -> {
                require(path, before, version);
                if (!children(path).isEmpty()) {
                    throw new StoreConflictException(path, "has records below it");
                }
                records.remove(path);
                changedBelow.put(parent(path), sequence);
            }
        }
        undo.push(() -> putBack(write.path(), before));
    }

    private void putBack(String path, StoredRecord before) {
        if (before == null) {
            records.remove(path);
        } else {
            records.put(path, before);
        }
    }

    private void requireCreatable(StoreWrite.Create create, StoredRecord before) {
        if (before != null) {
            throw new StoreConflictException(create.path(), "exists already");
        }
        String parent = parent(create.path());
        StoredRecord above = records.get(parent);
        if (!parent.isEmpty() && (above == null || above.owner() != 0)) {
            throw new StoreConflictException(create.path(), "has nothing to stand below");
        }
        CommitLimits.checkChildren(parent, children(parent.isEmpty() ? "/" : parent).size());
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static void require(String path, StoredRecord found, int version) {
        if (found == null) {
            throw new StoreConflictException(path, "does not exist");
        }
        if (found.version() != version) {
            throw new StoreConflictException(path, "is at version " + found.version() + ", not "
                    + version);
        }
    }
}
