package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.core.model.NodeName;
import org.junit.jupiter.api.Test;

class NodeSilenceTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final NodeName TWO = new NodeName("core-02");

    private final NodeSilence silence = new NodeSilence();

    @Test
    void a_node_is_missed_from_the_first_look_that_did_not_find_it() {
        silence.at(NOON).since(TWO, false);

        assertThat(silence.at(NOON.plusSeconds(9)).since(TWO, false)).contains(NOON);
        assertThat(silence.at(NOON.plusSeconds(9)).since(ONE, true)).isEmpty();
    }

    @Test
    void a_node_that_came_back_is_missed_anew() {
        silence.at(NOON).since(ONE, false);
        silence.at(NOON.plusSeconds(1)).since(ONE, true);

        assertThat(silence.at(NOON.plusSeconds(2)).since(ONE, false))
                .contains(NOON.plusSeconds(2));
    }

    @Test
    void a_node_that_is_no_longer_known_is_not_missed() {
        silence.at(NOON).since(ONE, false);
        silence.forgetAllBut(List.of(TWO));

        assertThat(silence.all()).isEmpty();
    }
}
