package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * What will have been done once nothing is left to do, if every container that is started becomes
 * ready: the plans of {@link ClusterPlanner}, one after the other and without the waiting between
 * them, as one list. This is what {@code orch plan} shows.
 *
 * @param actions every action in the order it would be taken; Bury and Adjust included
 * @param holds   what still waits at the end, and why
 * @param after   the cluster as it would then be
 */
public record Forecast(List<Action> actions, List<Hold> holds, ObservedState after) {
    /** More rounds than any real change takes: a planner that needs them is wrong. */
    private static final int MOST_ROUNDS = 1000;

    public Forecast {
        actions = List.copyOf(actions);
        holds = List.copyOf(holds);
    }

    /**
     * The forecast from {@code observed}; secrets that are generated at apply count as there.
     *
     * @throws IllegalStateException when the plans never come to an end
     */
    public static Forecast of(DesiredState desired, ObservedState observed) {
        ObservedState now = FollowedPlan.withGeneratedSecrets(desired, observed);
        List<Action> actions = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Plan plan = ClusterPlanner.plan(desired, now, Pace.AT_ONCE);
            Plan next = plan.isEmpty() ? ClusterPlanner.plan(desired, now) : plan;
            if (next.isEmpty()) {
                return new Forecast(actions, next.holds(), now);
            }
            actions.addAll(next.actions());
            now = FollowedPlan.after(now, next);
        }
        throw new IllegalStateException("the plans do not come to an end");
    }
}
