package orchestrator.reconciler.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import orchestrator.core.wire.UnreadableRecordException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded records by path. A path is read again only after somebody said it changed, and decoded
 * again only when it really did. Only {@link #changed} may be called from any thread.
 */
final class RecordCache {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCache.class);

    private final ClusterStore store;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final Map<String, Entry<?>> entries = new TreeMap<>();
    private final Map<String, List<String>> children = new TreeMap<>();

    RecordCache(ClusterStore store) {
        this.store = store;
    }

    /**
     * What stands at a path. An unreadable record is there and has a version, but no value.
     *
     * @param lastKnown the value, or of an unreadable record the one before it, when that was read
     * @param version   {@link Versioned#NO_RECORD} when nothing stands there
     */
    record Entry<T>(Optional<T> value, Optional<T> lastKnown, int version, long sequence,
            boolean fresh) {
        boolean isUnreadable() {
            return version != Versioned.NO_RECORD && value.isEmpty();
        }

        private Entry<T> asFresh(boolean now) {
            return new Entry<>(value, lastKnown, version, sequence, now);
        }
    }

    /** Notes that {@code path} may have changed. */
    void changed(String path) {
        hints.add(path);
    }

    /**
     * Takes in what changed since the last turn; later hints wait for the next. A hint for one of
     * {@code roots} means everything below it.
     */
    void settle(List<String> roots) {
        for (String path : hints) {
            hints.remove(path);
            if (roots.contains(path)) {
                distrust(path);
            }
            entries.computeIfPresent(path, (same, entry) -> entry.asFresh(false));
            children.remove(path);
            children.remove(parent(path));
        }
    }

    /** Trusts nothing any more: every record is read again when it is next asked for. */
    void distrustAll() {
        hints.clear();
        children.clear();
        entries.values().removeIf(entry -> entry.version() == Versioned.NO_RECORD);
        entries.replaceAll((path, entry) -> entry.asFresh(false));
    }

    private void distrust(String root) {
        List<String> below = entries.keySet().stream()
                .filter(path -> path.equals(root) || path.startsWith(root + "/"))
                .toList();
        below.forEach(path -> entries.computeIfPresent(path, (same, old) -> old.asFresh(false)));
        children.keySet().removeIf(path -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** Names below {@code path}, sorted. */
    List<String> children(String path) {
        List<String> known = children.get(path);
        if (known == null) {
            known = store.children(path);
            children.put(path, known);
        }
        return known;
    }

    /** What stands at {@code path}; always ask with the same {@code decode} for one path. */
    @SuppressWarnings("unchecked")
    <T> Entry<T> get(String path, Function<byte[], T> decode) {
        Entry<T> known = (Entry<T>) entries.get(path);
        if (known == null || !known.fresh()) {
            known = read(path, decode, known);
            entries.put(path, known);
        }
        return known;
    }

    /** The same, read now. */
    <T> Entry<T> getAnew(String path, Function<byte[], T> decode) {
        entries.computeIfPresent(path, (_, known) -> known.asFresh(false));
        return get(path, decode);
    }

    private <T> Entry<T> read(String path, Function<byte[], T> decode, Entry<T> before) {
        Optional<StoredRecord> stored = store.read(path);
        if (stored.isEmpty()) {
            return new Entry<>(Optional.empty(), Optional.empty(), Versioned.NO_RECORD, 0, true);
        }
        StoredRecord found = stored.get();
        if (before != null && before.sequence() == found.sequence()
                && before.version() == found.version()) {
            return before.asFresh(true);
        }
        Optional<T> value = decoded(found, decode, before != null && before.isUnreadable());
        Optional<T> lastKnown = value
                .or(() -> Optional.ofNullable(before).flatMap(Entry::lastKnown));
        return new Entry<>(value, lastKnown, found.version(), found.sequence(), true);
    }

    /** Says once that a record cannot be read, for as long as that lasts. */
    private static <T> Optional<T> decoded(StoredRecord found, Function<byte[], T> decode,
            boolean told) {
        try {
            return Optional.of(decode.apply(found.data()));
        } catch (UnreadableRecordException e) {
            if (!told) {
                LOG.warn("{}", e.at(found.path()).getMessage());
            }
            return Optional.empty();
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
