package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import orchestrator.core.model.NodeName;
import org.junit.jupiter.api.Test;

class NodeSilenceTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final NodeName TWO = new NodeName("core-02");

    private final NodeSilence silence = new NodeSilence();

    @Test
    void a_node_is_missed_from_the_first_look_that_did_not_find_it() {
        silence.observe(NOON, List.of(ONE, TWO), Set.of(ONE));
        silence.observe(NOON.plusSeconds(9), List.of(ONE, TWO), Set.of(ONE));

        assertThat(silence.since(TWO)).contains(NOON);
        assertThat(silence.since(ONE)).isEmpty();
    }

    @Test
    void a_node_that_came_back_is_missed_anew() {
        silence.observe(NOON, List.of(ONE), Set.of());
        silence.observe(NOON.plusSeconds(1), List.of(ONE), Set.of(ONE));
        silence.observe(NOON.plusSeconds(2), List.of(ONE), Set.of());

        assertThat(silence.since(ONE)).contains(NOON.plusSeconds(2));
    }

    @Test
    void a_node_that_is_no_longer_known_is_not_missed() {
        silence.observe(NOON, List.of(ONE), Set.of());
        silence.observe(NOON.plusSeconds(1), List.of(), Set.of());

        assertThat(silence.all()).isEmpty();
    }
}
