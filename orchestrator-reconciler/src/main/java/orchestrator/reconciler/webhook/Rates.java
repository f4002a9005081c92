package orchestrator.reconciler.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Lets each of many do something so many times at once, and from then on at a steady rate. */
final class Rates {
    private static final int MOST_KNOWN = 10_000;

    private final Supplier<Instant> now;
    private final Duration each;
    private final Duration ahead;
    /** Until when each has used up its share; who was quiet longest is forgotten first. */
    private final Map<String, Instant> used = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * Shares that are not used up.
     *
     * @param now   never goes back
     * @param burst how many times at once
     * @param each  after which time there is one more
     */
    Rates(Supplier<Instant> now, int burst, Duration each) {
        this.now = now;
        this.each = each;
        this.ahead = each.multipliedBy(burst);
    }

    /** Uses one of its share, if there is one left. */
    synchronized boolean take(String who) {
        Instant present = now.get();
        Instant before = used.getOrDefault(who, present);
        Instant next = (before.isBefore(present) ? present : before).plus(each);
        boolean left = !next.isAfter(present.plus(ahead));
        if (left) {
            used.put(who, next);
        }
        return left;
    }
}
