package orchestrator.core.plan;

import java.util.List;
import java.util.TreeMap;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * Decides what runs on which node. One plan is one small step towards the desired state that is safe
 * to take now; the leader takes it, looks again, and plans the next.
 */
public final class ClusterPlanner {
    private ClusterPlanner() {}

    /**
     * The plan: the same for the same input, whatever the order of its parts. An observation that is
     * not complete gives an empty plan: doubt starts nothing and stops nothing.
     */
    public static Plan plan(DesiredState desired, ObservedState observed) {
        return plan(desired, observed, Pace.CAREFUL);
    }

    static Plan plan(DesiredState desired, ObservedState observed, Pace pace) {
        return plan(ClusterIndex.of(desired, observed), pace);
    }

    /** The plan from what the index has seen last, in which it then notes whom to look at next. */
    static Plan plan(ClusterIndex index, Pace pace) {
        return plan(index, pace, Glance.USUAL);
    }

    /** The same plan, however much the first glance spares the steps after it. */
    static Plan plan(ClusterIndex index, Pace pace, Glance glance) {
        if (!index.observed().complete()) {
            return new Plan(List.of(), List.of(), new TreeMap<>(), 0);
        }
        PlanDraft draft = new PlanDraft(index, pace);
        AssignmentDraft assignments = new AssignmentDraft(draft);
        EndpointLists lists = new EndpointLists(draft);
        new QuietStep(draft, glance).run();
        BuryStep.run(draft);
        DoubtStep.run(draft);
        new RetireStep(draft, assignments, lists).run();
        Budget budget = new Budget(draft);
        new EvacuateStep(draft, assignments, lists, budget).run();
        new ReplaceStep(draft, assignments, lists, budget).run();
        new PlaceStep(draft, assignments).run();
        new AdjustStep(draft, assignments).run();
        index.settle(draft.unsettled());
        return draft.toPlan();
    }
}
