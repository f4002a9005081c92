package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * Compares what a {@link RecordCache} knows with what stands in the store, one part after the other and
 * then from the first again. Whatever is the same is not read.
 */
final class CacheAudit {
    private final ClusterStore store;
    private final NavigableMap<String, RecordCache.Entry<?>> entries;
    private final NavigableMap<String, NamesBelow> lists;
    private String last = "";
    private String lastList = "";

    /** The maps are those of the cache, which go on changing. */
    CacheAudit(ClusterStore store, NavigableMap<String, RecordCache.Entry<?>> entries,
            NavigableMap<String, NamesBelow> lists) {
        this.store = store;
        this.entries = entries;
        this.lists = lists;
    }

    /**
     * What was not as it was known.
     *
     * @param records paths of records
     * @param lists   paths below which names came or went; these names are distrusted by now
     */
    record Found(List<String> records, List<String> lists) {}

    /** How often {@link #next} has to be called with this to have compared everything. */
    int rounds(int most) {
        return 1 + Math.max(entries.size(), lists.size()) / Math.max(1, most);
    }

    /** Compares the next so many records, and as many lists. */
    Found next(int most) {
        List<String> paths = next(entries, last, most);
        List<String> above = next(lists, lastList, most);
        Found found = new Found(records(paths), lists(above));
        // Only now: a part of which the store did not answer is compared again.
        last = lastOf(paths);
        lastList = lastOf(above);
        return found;
    }

    private List<String> records(List<String> paths) {
        List<Stamp> now = paths.isEmpty() ? List.of() : store.stamps(paths);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            if (entries.get(paths.get(i)).sequence() != now.get(i).sequence()) {
                found.add(paths.get(i));
            }
        }
        return found;
    }

    private List<String> lists(List<String> paths) {
        List<Long> now = paths.isEmpty() ? List.of() : store.stampsBelow(paths);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            if (lists.get(paths.get(i)).audit(now.get(i))) {
                found.add(paths.get(i));
            }
        }
        return found;
    }

    private static String lastOf(List<String> paths) {
        return paths.isEmpty() ? "" : paths.getLast();
    }

    /** The next keys after that one, and then from the first again, none twice. */
    private static List<String> next(NavigableMap<String, ?> map, String after, int most) {
        List<String> keys = new ArrayList<>();
        map.tailMap(after, false).keySet().stream().limit(most).forEach(keys::add);
        map.headMap(after, true).keySet().stream().limit(most - keys.size()).forEach(keys::add);
        return keys;
    }
}
