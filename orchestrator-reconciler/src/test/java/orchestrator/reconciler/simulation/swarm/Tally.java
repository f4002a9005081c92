package orchestrator.reconciler.simulation.swarm;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** How often each thing was seen. */
public final class Tally {
    private final Map<Sometimes, Long> counts = new EnumMap<>(Sometimes.class);

    void saw(Sometimes what) {
        counts.merge(what, 1L, Long::sum);
    }

    void saw(Sometimes what, boolean really) {
        if (really) {
            saw(what);
        }
    }

    long count(Sometimes what) {
        return counts.getOrDefault(what, 0L);
    }

    void add(Sometimes what, long times) {
        counts.merge(what, times, Long::sum);
    }

    void each(BiConsumer<Sometimes, Long> told) {
        counts.forEach(told);
    }

    /** What was not seen at all. */
    List<Sometimes> never() {
        return Arrays.stream(Sometimes.values()).filter(each -> count(each) == 0).toList();
    }

    void add(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
