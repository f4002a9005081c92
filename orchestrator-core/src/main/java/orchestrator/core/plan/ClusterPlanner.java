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
        return plan(desired, Expansion.of(desired, observed), observed, pace);
    }

    static Plan plan(DesiredState desired, WantedInstances wanted, ObservedState observed,
            Pace pace) {
        if (!observed.complete()) {
            return new Plan(List.of(), List.of(), new TreeMap<>(), 0);
        }
        PlanDraft draft = new PlanDraft(wanted, observed, pace);
        AssignmentDraft assignments = new AssignmentDraft(draft);
        EndpointLists lists = new EndpointLists(draft);
        BuryStep.run(draft);
        DoubtStep.run(draft);
        new RetireStep(draft, assignments, lists, desired).run();
        Budget budget = new Budget(draft);
        new EvacuateStep(draft, assignments, lists, budget).run();
        new ReplaceStep(draft, assignments, lists, budget).run();
        new PlaceStep(draft, assignments).run();
        new AdjustStep(draft, assignments).run();
        return draft.toPlan();
    }
}
