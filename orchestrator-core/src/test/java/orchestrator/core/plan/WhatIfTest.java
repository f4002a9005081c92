package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private final PlannerStory story = new PlannerStory()
            .nodes("core-01 disk=ssd", "core-02 disk=ssd", "core-03");

    private static NodeName node(String name) {
        return new NodeName(name);
    }

    @Test
    void what_ran_on_a_node_that_is_thought_away_moves_at_once() {
        story.want(TestProject.shop(0, 2)).settle();
        ObservedState without = WhatIf.without(story.observed(), List.of(node("core-01")));
        Forecast forecast = Forecast.of(story.desired(), without);
        assertThat(forecast.holds()).isEmpty();
        assertThat(forecast.after().node(node("core-03")).orElseThrow().assignment().instances())
                .hasSize(1);
    }

    @Test
    void the_brake_hides_nothing_however_many_are_thought_away() {
        story.nodes("core-04").want(TestProject.shop(0, 4)).settle();
        ObservedState without = WhatIf.without(story.observed(),
                List.of(node("core-01"), node("core-02"), node("core-03")));
        assertThat(Forecast.of(story.desired(), without).holds())
                .extracting(hold -> hold.reason().code()).hasSize(3)
                .containsOnly(ReasonCode.NO_NODE_FITS);
    }

    @Test
    void nobody_vouches_for_what_ran_there() {
        ObservedState without = WhatIf.without(story.observed(), List.of(node("core-01")));
        assertThat(without.node(node("core-01")).orElseThrow().isConfirmedDead()).isFalse();
    }

    @Test
    void more_nodes_are_empty_and_have_room_and_labels_of_their_model() {
        story.want(TestProject.shop(2, 0)).settle().nodes("new-1");
        ObservedState with = WhatIf.with(story.observed(), node("core-02"), 2);
        assertThat(with.nodes()).extracting(each -> each.name().value())
                .containsExactly("core-01", "core-02", "core-03", "new-1", "new-2", "new-3");
        NodeObservation fresh = with.node(node("new-3")).orElseThrow();
        assertThat(fresh.node().labels()).containsEntry("disk", "ssd");
        assertThat(fresh.assignment().instances()).isEmpty();
        assertThat(fresh.takesWork()).isTrue();
    }

    @Test
    void more_nodes_take_what_had_no_place() {
        story.want(new TestProject("shop").service("web", s -> s.apart("node")).run("web", 5))
                .settle();
        assertThat(Forecast.of(story.desired(), story.observed()).holds()).hasSize(2);
        ObservedState with = WhatIf.with(story.observed(), node("core-01"), 2);
        assertThat(Forecast.of(story.desired(), with).holds()).isEmpty();
    }

    @Test
    void a_node_that_is_not_there_is_no_model() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WhatIf.with(story.observed(), node("core-9"), 1));
    }
}
