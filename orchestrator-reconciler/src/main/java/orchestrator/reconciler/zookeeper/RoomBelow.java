package orchestrator.reconciler.zookeeper;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.reconciler.store.ClusterStore;

/**
 * How many records may still be created below a path without another look at how many there are. The
 * limit has room to spare: where half of it is free, a few more than it do no harm, even if everybody
 * who writes there makes use of that at once. What one look allows for is never taken back, however
 * long ago that was: each client may pass the limit by so many once, which still fits in an answer.
 */
final class RoomBelow {
    private static final int WITHOUT_A_LOOK = 100;
    private static final int MOST_PATHS = 1000;

    private final Map<String, Integer> left = new ConcurrentHashMap<>();

    /** Takes room for so many; false when that needs a look. */
    boolean take(String parent, int creates) {
        Integer now = left.computeIfPresent(parent, (_, free) -> free - creates);
        return now != null && now >= 0;
    }

    /** Notes that a look has found so many there, with those that are about to be created. */
    void found(String parent, int children) {
        if (left.size() >= MOST_PATHS || children > ClusterStore.MAX_CHILDREN / 2) {
            left.remove(parent);
        } else {
            left.put(parent, WITHOUT_A_LOOK);
        }
    }
}
