package orchestrator.benchmarks.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lengths of time, in milliseconds, of which the middle and the worst hundredth are told. */
final class Latencies {
    private final List<Double> millis = new ArrayList<>();

    void add(long nanos) {
        millis.add(nanos / 1e6);
    }

    int count() {
        return millis.size();
    }

    double median() {
        return percentile(50);
    }

    double worst() {
        return percentile(99);
    }

    private double percentile(int share) {
        if (millis.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * share / 100));
    }
}
