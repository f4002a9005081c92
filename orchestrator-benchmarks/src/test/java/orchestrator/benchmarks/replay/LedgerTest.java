package orchestrator.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.benchmarks.core.Population;
import orchestrator.benchmarks.core.SampleProjects;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final NodeName ONE = new NodeName("node-1");
    private static final NodeName TWO = new NodeName("node-2");

    private final NodeAssignment three = Population
            .packed(SampleProjects.desired(List.of(SampleProjects.file("web", 1, 3))));
    private final Ledger ledger = new Ledger(false);

    @Test
    void a_late_answer_of_a_lost_node_does_not_count() {
        ledger.acknowledged(ONE, three);
        ledger.acknowledged(TWO, three);
        ledger.mark();
        ledger.lost(TWO);
        ledger.seen(TWO, three);
        ledger.acknowledged(TWO, three);

        assertThat(ledger.count()).isEqualTo(new Ledger.Count(3, 0, 0, 0, 0));
    }

    @Test
    void what_was_read_after_the_mark_counts_alone() {
        ledger.seen(ONE, three);
        ledger.mark();
        ledger.seen(TWO, three);

        assertThat(ledger.count().assignments()).isOne();
        assertThat(ledger.count().firstSeen()).isPositive()
                .isEqualTo(ledger.count().lastSeen());
    }
}
