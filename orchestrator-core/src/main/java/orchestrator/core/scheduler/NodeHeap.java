package orchestrator.core.scheduler;

import java.util.Arrays;

/** Nodes with the best one at the top: a binary heap that knows where in it each node is. */
final class NodeHeap {
    private final Scores scores;
    private final int[] places;
    private int[] heap = new int[2];
    private int size;

    /** {@code places} has room for all nodes, 0 each; a node that is nowhere may be put anywhere. */
    NodeHeap(Scores scores, int[] places) {
        this.scores = scores;
        this.places = places;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int best() {
        return heap[0];
    }

    /** Takes the node in, or finds its place anew after its scores have changed. */
    void put(int node) {
        if (places[node] == 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            set(size++, node);
        }
        int at = places[node] - 1;
        rise(at, node);
        sink(places[node] - 1, node);
    }

    /** Takes the node out, if it is in. */
    void remove(int node) {
        int at = places[node] - 1;
        if (at >= 0) {
            places[node] = 0;
            int last = heap[--size];
            if (last != node) {
                set(at, last);
                put(last);
            }
        }
    }

    private void rise(int from, int node) {
        int at = from;
        while (at > 0 && scores.isBetter(node, heap[(at - 1) / 2])) {
            set(at, heap[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        set(at, node);
    }

    private void sink(int from, int node) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = betterChild(at);
            if (!scores.isBetter(heap[child], node)) {
                break;
            }
            set(at, heap[child]);
            at = child;
        }
        set(at, node);
    }

    private int betterChild(int at) {
        int left = 2 * at + 1;
        return left + 1 < size && scores.isBetter(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private void set(int at, int node) {
        heap[at] = node;
        places[node] = at + 1;
    }
}
