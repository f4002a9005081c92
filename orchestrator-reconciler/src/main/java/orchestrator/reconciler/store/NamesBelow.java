package orchestrator.reconciler.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The names below one path, as last seen. The list is the same object while they stay the same. */
final class NamesBelow {
    /** Above this share of doubtful names it is less work to read all of them. */
    private static final int SHARE = 4;
    /** So many are looked at one by one in any case: most often their records are wanted anyway. */
    private static final int FEW = 4;

    private final SortedSet<String> doubtful = new TreeSet<>();
    private List<String> all = List.of();
    private boolean known;
    private OptionalLong stamp = OptionalLong.empty();

    /** Nothing is known of any of them any more. */
    void distrust() {
        known = false;
    }

    /**
     * Takes what an audit found of them, which is from before they are read the next time. Returns true
     * when it is not what the audit before found, and nothing is known of them any more.
     */
    boolean audit(long found) {
        if (stamp.equals(OptionalLong.of(found))) {
            return false;
        }
        stamp = OptionalLong.of(found);
        distrust();
        return true;
    }

    /** One may have come or gone. */
    void doubt(String name) {
        doubtful.add(name);
    }

    /** True when all have to be read. */
    boolean isUnknown() {
        return !known || doubtful.size() > Math.max(FEW, all.size() / SHARE);
    }

    /** Those to be looked at, one by one. */
    SortedSet<String> doubtful() {
        return doubtful;
    }

    /** Sorted. */
    List<String> all() {
        return all;
    }

    /** These are all, sorted. */
    void take(List<String> names) {
        if (!names.equals(all)) {
            all = List.copyOf(names);
        }
        known = true;
        doubtful.clear();
    }

    /** Looks at each doubtful one with {@code stands}. */
    void settle(Predicate<String> stands) {
        List<String> next = new ArrayList<>(all);
        for (String name : doubtful) {
            int place = Collections.binarySearch(next, name);
            boolean now = stands.test(name);
            if (now && place < 0) {
                next.add(-place - 1, name);
            } else if (!now && place >= 0) {
                next.remove(place);
            }
        }
        take(next);
    }
}
