package orchestrator.core.scheduler;

/** What each {@link Scorer} has against each node, a row per node. */
final class Scores {
    private static final Scorer[] SCORERS = Scorers.ALL.toArray(Scorer[]::new);

    private final long[] rows;

    Scores(int nodes) {
        rows = new long[nodes * SCORERS.length];
    }

    void set(NodeLedger node, Seeker seeker) {
        int at = node.index() * SCORERS.length;
        for (Scorer scorer : SCORERS) {
            rows[at++] = scorer.against(seeker, node);
        }
    }

    /** True when the first node is the better one; the first by name between equals. */
    boolean isBetter(int node, int other) {
        int a = node * SCORERS.length;
        int b = other * SCORERS.length;
        for (int i = 0; i < SCORERS.length; i++) {
            if (rows[a + i] != rows[b + i]) {
                return rows[a + i] < rows[b + i];
            }
        }
        return node < other;
    }
}
