package orchestrator.core.scheduler;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Instances that are counted together, all of one service or all of one copy, and the nodes that run
 * any of them. A node may be named that no longer does: whoever asks looks at the node.
 */
final class Group {
    /** What an instance that is of no copy belongs to: never counted. */
    static final Group NOBODY = new Group(-1);

    private final int number;
    private int[] nodes = new int[2];
    private int size;
    private int gone;

    Group(int number) {
        this.number = number;
    }

    /** Stands for the group in a {@link Tally}. */
    int number() {
        return number;
    }

    /** Indexes of nodes, in no order, some perhaps more than once. */
    IntStream nodes() {
        return Arrays.stream(nodes, 0, size);
    }

    /** How many {@link #nodes} names. */
    int size() {
        return size;
    }

    /** A node runs its first of them. */
    void arrived(int node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        nodes[size++] = node;
    }

    /** A node runs none of them any more; now and then those that do are counted anew. */
    void left(IntPredicate runsAny) {
        gone++;
        if (gone > size / 2) {
            int[] still = nodes().filter(runsAny).sorted().distinct().toArray();
            System.arraycopy(still, 0, nodes, 0, still.length);
            size = still.length;
            gone = 0;
        }
    }
}
