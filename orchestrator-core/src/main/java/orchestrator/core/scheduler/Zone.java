package orchestrator.core.scheduler;

/**
 * The nodes that share the value of a label of which siblings stay apart; all nodes in one where they
 * need not.
 */
final class Zone {
    private final NodeHeap nodes;
    private int siblings;

    Zone(NodeHeap nodes) {
        this.nodes = nodes;
    }

    NodeHeap nodes() {
        return nodes;
    }

    /** So many more siblings run in it; less when below 0. */
    void count(int more) {
        siblings += more;
    }

    boolean hasRoom() {
        return siblings == 0 && !nodes.isEmpty();
    }
}
