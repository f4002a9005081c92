package orchestrator.reconciler.controller;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeMap;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import org.junit.jupiter.api.Test;

class CheckedPlanTest {
    @Test
    void a_plan_for_a_node_that_was_not_observed_is_not_executed() {
        ObservedState observed = new ObservedState(Sample.CLUSTER, 1, 0, Sample.NOON, true,
                List.of(), List.of());
        Action start = new Action.Start(new NodeName("core-01"), Sample.assigned("web-1", 1),
                new Reason(ReasonCode.NEW, "the file asks for it"));
        Plan plan = new Plan(List.of(start), List.of(), new TreeMap<>(), 1);

        assertThatThrownBy(() -> CheckedPlan.of(plan, observed, new SimulatedTimeline(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("shop:web-1 is given to an unknown node: core-01");
    }
}
