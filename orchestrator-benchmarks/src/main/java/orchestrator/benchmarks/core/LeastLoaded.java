package orchestrator.benchmarks.core;

/**
 * The least a placement can cost: a heap of nodes, the least loaded on top, two additions and two
 * comparisons with what a node has. No rule is checked and nothing is written down.
 */
public final class LeastLoaded {
    private static final int CPU = 400_000;
    private static final long MEMORY = 800L << 30;

    private final int[] cpu;
    private final long[] memory;
    private final int[] heap;

    /** So many empty nodes, each with room enough for a thousand instances and more. */
    public LeastLoaded(int nodes) {
        cpu = new int[nodes];
        memory = new long[nodes];
        heap = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            heap[i] = i;
        }
    }

    /** How many of so many instances of one size found room. */
    public int place(int instances, int milliCpu, long memoryBytes) {
        int placed = 0;
        for (int i = 0; i < instances; i++) {
            int best = heap[0];
            if (cpu[best] + milliCpu <= CPU && memory[best] + memoryBytes <= MEMORY) {
                cpu[best] += milliCpu;
                memory[best] += memoryBytes;
                sink(best);
                placed++;
            }
        }
        return placed;
    }

    private void sink(int node) {
        int at = 0;
        while (2 * at + 1 < heap.length) {
            int child = 2 * at + 1;
            if (child + 1 < heap.length && isLess(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isLess(heap[child], node)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = node;
    }

    private boolean isLess(int node, int other) {
        return cpu[node] != cpu[other] ? cpu[node] < cpu[other] : node < other;
    }
}
