package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.state.PlacementKey;
import orchestrator.core.state.PlacementMemory;
import org.junit.jupiter.api.Test;

/** What an agent does about a container that somebody has paused. */
class PausedByHandTest {
    private final NodeFixture node = new NodeFixture();

    @Test
    void a_paused_container_is_unhealthy_and_made_anew_after_a_while() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.pass(Duration.ofSeconds(1));
        node.planned();
        node.become(node.container("web-1"), State.PAUSED, 0);

        assertThat(node.planned()).isEmpty();
        assertThat(node.shown("web-1")).isEqualTo("unhealthy: is paused by someone");

        node.pass(Duration.ofSeconds(15));
        assertThat(node.settled()).contains(
                "Stop web-1 1.1 (failed for 15s: is paused by someone)");
    }

    @Test
    void one_that_was_paused_under_another_agent_is_made_anew_too() {
        node.assign("web-1", 1, NodeFixture.unchecked());
        node.settled();
        node.pass(Duration.ofSeconds(1));
        node.planned();
        node.become(node.container("web-1"), State.PAUSED, 0);
        node.planned();
        ObservedContainer paused = node.container("web-1");
        node.memories.put(PlacementKey.of(paused.identity()),
                PlacementMemory.adopted(node.row("web-1"), paused, node.now));

        assertThat(node.planned()).isEmpty();
        node.pass(Duration.ofSeconds(15));
        assertThat(node.settled()).contains("is paused by someone");
    }

    @Test
    void what_is_paused_while_it_starts_has_its_time_from_then_on() {
        node.assign("web-1", 1, NodeFixture.checked());
        node.settled();
        node.check("web-1", false, "GET / is 500");
        node.pass(Duration.ofSeconds(30));
        node.become(node.container("web-1"), State.PAUSED, 0);
        assertThat(node.planned()).isEmpty();

        node.pass(Duration.ofSeconds(14));
        assertThat(node.planned()).isEmpty();
        node.pass(Duration.ofSeconds(1));
        assertThat(node.settled()).contains("is paused by someone");
    }
}
