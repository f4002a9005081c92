package orchestrator.reconciler.controller;

import static orchestrator.reconciler.controller.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.InMemoryClusterStore;
import orchestrator.reconciler.simulation.InMemoryEnsemble;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.store.Silence;
import org.junit.jupiter.api.Test;

class NodeSilenceTest {
    private static final NodeName ONE = new NodeName("core-01");
    private static final NodeName TWO = new NodeName("core-02");

    private final NodeSilence silence = new NodeSilence();

    @Test
    void a_node_is_missed_from_the_first_look_that_did_not_find_it() {
        silence.missed(TWO, false, NOON);

        assertThat(silence.missed(TWO, false, NOON.plusSeconds(9))).contains(NOON);
        assertThat(silence.missed(ONE, true, NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void a_node_that_came_back_is_missed_anew() {
        silence.missed(ONE, false, NOON);
        silence.missed(ONE, true, NOON.plusSeconds(1));

        assertThat(silence.missed(ONE, false, NOON.plusSeconds(2)))
                .contains(NOON.plusSeconds(2));
    }

    @Test
    void who_is_missed_first_in_one_look_is_missed_since_the_same_moment() {
        SimulatedTimeline timeline = new SimulatedTimeline(1);
        InMemoryClusterStore store = new InMemoryClusterStore(new InMemoryEnsemble(),
                timeline::run);
        Silence look = silence.at(timeline.now(), timeline, new LeaseWatch(store, timeline));
        Optional<Instant> first = look.since(ONE, false);
        timeline.advance(Duration.ofSeconds(1));

        assertThat(look.since(TWO, false)).isPresent().isEqualTo(first);
    }

    @Test
    void a_node_that_is_no_longer_known_is_not_missed() {
        silence.missed(ONE, false, NOON);
        silence.forgetAllBut(TWO::equals);

        assertThat(silence.all()).isEmpty();
    }
}
