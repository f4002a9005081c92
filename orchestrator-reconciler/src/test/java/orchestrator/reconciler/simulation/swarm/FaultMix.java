package orchestrator.reconciler.simulation.swarm;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** How often what goes wrong in one run: most runs know a few faults, few know all. */
final class FaultMix {
    private final Map<Fault, Integer> weights = new EnumMap<>(Fault.class);
    private final int total;
    private final double lostCommits;
    private final double lostHints;
    private final double slowCalls;

    private FaultMix(Random random) {
        double share = random.nextInt(5) == 0 ? 1 : 0.15 + random.nextDouble() * 0.35;
        for (Fault fault : Fault.values()) {
            if (random.nextDouble() < share) {
                weights.put(fault, 1 + random.nextInt(4));
            }
        }
        weights.putIfAbsent(Fault.RECOUNT, 1);
        total = weights.values().stream().mapToInt(Integer::intValue).sum();
        lostCommits = random.nextInt(2) * random.nextDouble() * 0.06;
        lostHints = random.nextInt(3) > 0 ? 0 : random.nextInt(2) == 0 ? 1 : random.nextDouble();
        slowCalls = random.nextInt(3) > 0 ? 0 : random.nextDouble() * 0.03;
    }

    static FaultMix draw(Random random) {
        return new FaultMix(random);
    }

    /** The next thing to go wrong. */
    Fault next(Random random) {
        int left = random.nextInt(total);
        for (Map.Entry<Fault, Integer> each : weights.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("no fault has a weight");
    }

    /** The share of commits whose request or reply is lost, or that arrive too late. */
    double lostCommits() {
        return lostCommits;
    }

    /** The share of hints that never arrive. */
    double lostHints() {
        return lostHints;
    }

    /** The share of calls that take long. */
    double slowCalls() {
        return slowCalls;
    }

    @Override
    public String toString() {
        return weights + ", lost commits " + lostCommits + ", lost hints " + lostHints
                + ", slow calls " + slowCalls;
    }
}
