package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.NodeName;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Plan;
import orchestrator.core.plan.PlanCheck;
import orchestrator.core.plan.Share;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.loop.Timeline;

/**
 * A plan that does not contradict itself, and what it makes of the assignment of each node. What was
 * checked is what is written.
 *
 * @param shares by node, sorted by name
 */
record CheckedPlan(Plan plan, List<Share> shares) {
    /**
     * The last guard before anything is written, which shares no code with the planner.
     *
     * @throws IllegalStateException when the plan contradicts itself
     */
    static CheckedPlan of(Plan plan, ObservedState observed, Timeline timeline) {
        List<Share> shares = shares(plan.actions(), observed, timeline);
        List<String> findings = new ArrayList<>(PlanCheck.findings(observed, plan, shares));
        timeline.each(shares, PlanCheck::findings).forEach(findings::addAll);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("a plan contradicts itself and is not executed: "
                    + String.join("; ", findings));
        }
        return new CheckedPlan(plan, shares);
    }

    /** What these actions make of each node; one that was not observed is for the guard to find. */
    static List<Share> shares(List<Action> actions, ObservedState observed, Timeline timeline) {
        List<Map.Entry<NodeName, List<Action>>> nodes = List
                .copyOf(Plan.byNode(actions).entrySet());
        return timeline.each(nodes, its -> observed.node(its.getKey())
                .map(node -> Share.of(node, its.getValue(), observed.epoch()))).stream()
                .flatMap(Optional::stream).toList();
    }
}
