package orchestrator.reconciler.simulation.judge;

import orchestrator.reconciler.simulation.Committed;

/** No process lets more turns wait than it could ever do. */
final class QueuesAreShort implements Judge {
    private static final int BOUND = 5_000;

    private final Bench bench;

    QueuesAreShort(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void committed(Committed committed) {
        int longest = bench.cluster().timeline().longestQueue();
        if (longest > BOUND) {
            bench.violated("queues", longest + " turns wait in one process");
        }
    }
}
