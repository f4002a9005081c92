package orchestrator.reconciler.simulation.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/**
 * L10: what ends again and again is made anew after longer and longer pauses, so that it takes no
 * time from others. An agent that starts anew may forget how often it was.
 */
final class PausesGrow implements Judge {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** With pauses of 0, 1, 2, 4, 8 and 16 s it is seven; once more for each agent. */
    private static final int MOST = 18;

    private final Bench bench;
    private final TreeMap<String, Deque<Instant>> made = new TreeMap<>();

    PausesGrow(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        if (deed.deed() != Deed.CREATED || !deed.isOurs()) {
            return;
        }
        String key = deed.identity().instance() + " " + deed.identity().incarnation();
        Deque<Instant> times = made.computeIfAbsent(key, _ -> new ArrayDeque<>());
        times.addLast(deed.at());
        while (times.getFirst().isBefore(deed.at().minus(MINUTE))) {
            times.removeFirst();
        }
        if (times.size() > MOST) {
            bench.violated("L10", deed + ", the " + times.size() + "th time within a minute");
        }
    }
}
