package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import orchestrator.reconciler.store.ReadAhead.Arrived;
import orchestrator.reconciler.store.ReadAhead.Content;
import orchestrator.reconciler.store.ReadAhead.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded records by path. A path is read again only after somebody said it changed, and decoded
 * again only when it really did; a list of names is put right by looking at the names that were
 * told of. Only {@link #changed} may be called from any thread.
 */
final class RecordCache {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCache.class);

    private final ClusterStore store;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final NavigableMap<String, Entry<?>> entries = new TreeMap<>();
    private final NavigableMap<String, NamesBelow> lists = new TreeMap<>();
    /** What was read ahead in this turn and not yet asked for. */
    private final ReadAhead arrived;
    private final CacheAudit audit;

    /** @param each takes apart what is read ahead, where that is asked for */
    RecordCache(ClusterStore store, Each each) {
        this.store = store;
        this.arrived = new ReadAhead(each);
        this.audit = new CacheAudit(store, entries, lists);
    }

    /**
     * What stands at a path. An unreadable record is there and has a version, but no value.
     *
     * @param lastKnown the value, or of an unreadable record the one before it, when that was read
     * @param version   {@link Versioned#NO_RECORD} when nothing stands there
     * @param own       whether the value is what was written here and never read
     */
    record Entry<T>(Optional<T> value, Optional<T> lastKnown, int version, long sequence,
            boolean fresh, boolean own) {
        boolean isUnreadable() {
            return version != Versioned.NO_RECORD && value.isEmpty();
        }

        /** Of a readable record: one that says the same in other objects. */
        private Entry<T> with(UnaryOperator<T> shared) {
            Optional<T> same = value.map(shared);
            return new Entry<>(same, same.or(() -> lastKnown), version, sequence, fresh, own);
        }

        private Entry<T> asRead() {
            return own ? new Entry<>(value, lastKnown, version, 0, fresh, false) : this;
        }

        private Entry<T> asFresh(boolean now) {
            return fresh == now
                    ? this
                    : new Entry<>(value, lastKnown, version, sequence, now, own);
        }

        /** Still what was written here, or nothing to go by when another version stands there. */
        private Entry<T> confirmed(Stamp stamp) {
            boolean same = stamp.version() == version
                    && (sequence == 0 || stamp.sequence() == sequence);
            return new Entry<>(value, lastKnown, version, same ? stamp.sequence() : sequence, same,
                    same);
        }
    }

    /** Notes that {@code path} may have changed. */
    void changed(String path) {
        hints.add(path);
    }

    /**
     * Takes in what changed since the last turn; later hints wait for the next. A hint for one of
     * {@code roots} means everything below it. Returns the hints.
     */
    SortedSet<String> settle(List<String> roots) {
        arrived.clear();
        SortedSet<String> taken = new TreeSet<>();
        for (String path : hints) {
            hints.remove(path);
            taken.add(path);
        }
        taken.forEach(path -> settle(path, roots.contains(path)));
        return taken;
    }

    private void settle(String path, boolean isRoot) {
        if (isRoot) {
            // Everything below a path stands between it and its slash's successor.
            entries.subMap(path + "/", path + "0")
                    .replaceAll((below, entry) -> entry.asFresh(false));
            lists.subMap(path + "/", path + "0").values().forEach(NamesBelow::distrust);
        }
        entries.computeIfPresent(path, (same, entry) -> entry.asFresh(false));
        Optional.ofNullable(lists.get(path)).ifPresent(NamesBelow::distrust);
        Optional.ofNullable(lists.get(parent(path))).ifPresent(names -> names.doubt(name(path)));
    }

    /** Trusts nothing any more: every record is read again when it is next asked for. */
    void distrustAll() {
        hints.clear();
        arrived.clear();
        lists.values().forEach(NamesBelow::distrust);
        entries.values().removeIf(entry -> entry.version() == Versioned.NO_RECORD);
        entries.replaceAll((path, entry) -> entry.asFresh(false).asRead());
    }

    /**
     * Notes that {@code value} was written at {@code path} and stands at {@code version} now. It is
     * not read back: as long as that version stands there, it is what was written.
     */
    void wrote(String path, Object value, int version) {
        entries.put(path, new Entry<>(Optional.of(value), Optional.of(value), version, 0, false,
                true));
        hints.add(path);
    }

    /** How often {@link #audit} has to be called with this to have compared everything. */
    int audits(int records) {
        return audit.rounds(records);
    }

    /**
     * Compares the next so many of the records that are known with what stands in the store, and as many
     * lists of names. One that is another now is as good as hinted at. Returns the paths of these.
     */
    List<String> audit(int records) {
        CacheAudit.Found found = audit.next(records);
        hints.addAll(found.records());
        List<String> all = new ArrayList<>(found.records());
        all.addAll(found.lists());
        return all;
    }

    /** Names below {@code path}, sorted; the same list as long as they are the same. */
    List<String> children(String path) {
        NamesBelow names = lists.computeIfAbsent(path, _ -> new NamesBelow());
        if (names.isUnknown()) {
            names.take(store.children(path));
        } else if (!names.doubtful().isEmpty()) {
            List<String> paths = names.doubtful().stream().map(name -> path + "/" + name).toList();
            readAhead(paths);
            names.settle(name -> stands(path + "/" + name));
        }
        return names.all();
    }

    private boolean stands(String path) {
        Entry<?> known = entries.get(path);
        if (known != null && known.fresh()) {
            return known.version() != Versioned.NO_RECORD;
        }
        if (!arrived.knows(path)) {
            arrived.put(path, store.read(path));
        }
        return arrived.look(path).orElseThrow().record().isPresent();
    }

    /** Reads those of {@code paths} that have to be, many at a time, before they are asked for. */
    void readAhead(Collection<String> paths) {
        beginReadAhead(paths.stream().map(path -> new Wanted(path, Optional.empty())).toList())
                .get().run();
    }

    /** Begins to; what comes of it waits for them, and gives what is to be run before they are used. */
    Supplier<Runnable> beginReadAhead(List<Wanted> wanted) {
        confirm(wanted.stream().map(Wanted::path).filter(this::isOwn).toList());
        List<Wanted> missing = wanted.stream()
                .filter(each -> !isFresh(each.path()) && !arrived.knows(each.path())).toList();
        if (missing.size() < 2) {
            return () -> () -> {};
        }
        Supplier<List<Optional<StoredRecord>>> coming = store
                .beginReadAll(missing.stream().map(Wanted::path).toList());
        return () -> arrived.take(missing, coming.get(),
                found -> isSame(entries.get(found.path()), found));
    }

    private boolean isOwn(String path) {
        Entry<?> known = entries.get(path);
        return known != null && known.own() && !known.fresh();
    }

    private void confirm(List<String> written) {
        List<Stamp> stamps = written.isEmpty() ? List.of() : store.stamps(written);
        for (int i = 0; i < written.size(); i++) {
            Stamp stamp = stamps.get(i);
            entries.computeIfPresent(written.get(i), (_, entry) -> entry.confirmed(stamp));
        }
    }

    /** Whether a look at {@code path} asks nothing. */
    boolean isFresh(String path) {
        Entry<?> known = entries.get(path);
        return known != null && known.fresh();
    }

    /** What stands at {@code path}; always ask with the same {@code decode} for one path. */
    <T> Entry<T> get(String path, Function<byte[], T> decode) {
        return get(path, decode, UnaryOperator.identity());
    }

    /** The same; what was read anew becomes what {@code shared} makes of it, which is equal to it. */
    @SuppressWarnings("unchecked")
    <T> Entry<T> get(String path, Function<byte[], T> decode, UnaryOperator<T> shared) {
        Entry<T> known = (Entry<T>) entries.get(path);
        if (known != null && known.fresh()) {
            return known;
        }
        Arrived here = arrived.remove(path).orElseGet(() -> Arrived.of(store.read(path)));
        Entry<T> now = here.record().isEmpty()
                ? nothing()
                : isSame(known, here.record().get())
                        ? known.asFresh(true)
                        : entry(here.record().get(), here.content(decode), known).with(shared);
        entries.put(path, now);
        return now;
    }

    /** What was last read or written there, without a look; ask for it as {@link #get} is asked. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> lastKnown(String path) {
        Entry<T> known = (Entry<T>) entries.get(path);
        return known == null ? Optional.empty() : known.lastKnown();
    }

    /** The same with its version; empty also when it could not be read. */
    @SuppressWarnings("unchecked")
    <T> Optional<Versioned<T>> known(String path) {
        Entry<T> known = (Entry<T>) entries.get(path);
        return known == null
                ? Optional.empty()
                : known.value().map(value -> new Versioned<>(value, known.version(),
                        known.sequence()));
    }

    /** Nothing stands at {@code path}, as the list says that it would be in. */
    void gone(String path) {
        entries.remove(path);
    }

    /** What stands at {@code path} is read anew when it is next asked for. */
    void distrust(String path) {
        entries.computeIfPresent(path, (_, known) -> known.asFresh(false));
    }

    /** The same, read now. */
    <T> Entry<T> getAnew(String path, Function<byte[], T> decode) {
        arrived.remove(path);
        distrust(path);
        return get(path, decode);
    }

    /** Of a path at which nothing stands. */
    static <T> Entry<T> nothing() {
        return new Entry<>(Optional.empty(), Optional.empty(), Versioned.NO_RECORD, 0, true,
                false);
    }

    private static boolean isSame(Entry<?> known, StoredRecord found) {
        return known != null && known.sequence() == found.sequence()
                && known.version() == found.version();
    }

    /** Says once that a record cannot be read, for as long as that lasts. */
    private static <T> Entry<T> entry(StoredRecord found, Content<T> content, Entry<T> before) {
        if (content.fault().isPresent() && (before == null || !before.isUnreadable())) {
            LOG.warn("{}", content.fault().get().at(found.path()).getMessage());
        }
        Optional<T> lastKnown = content.value()
                .or(() -> Optional.ofNullable(before).flatMap(Entry::lastKnown));
        return new Entry<>(content.value(), lastKnown, found.version(), found.sequence(), true,
                false);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
