package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * What will have been done once nothing is left to do, if every container that is started becomes
 * ready and stays so: the plans of {@link ClusterPlanner} that the leader would make, one after the
 * other, as one list. This is what {@code orch plan} shows. A change of so many instances that it
 * takes very many plans is followed one by one only in the beginning; the rest of it is then taken
 * together, so that where the last of them go may differ from what the leader will find.
 *
 * @param actions every action in the order it would be taken; Bury and Adjust included
 * @param holds   what still waits at the end, and why
 * @param after   the cluster as it would then be
 */
public record Forecast(List<Action> actions, List<Hold> holds, ObservedState after) {
    /** More rounds than any real change takes: a planner that needs them is wrong. */
    private static final int MOST_ROUNDS = 1000;
    private static final int ONE_BY_ONE = 300;

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
        ClusterIndex index = new ClusterIndex();
        List<Action> actions = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            index.see(desired, now);
            Plan careful = ClusterPlanner.plan(index, Pace.CAREFUL);
            Plan next = round < ONE_BY_ONE || careful.isEmpty()
                    ? careful
                    : ClusterPlanner.plan(desired, now, Pace.AT_ONCE);
            if (next.isEmpty()) {
                return new Forecast(actions, next.holds(), now);
            }
            actions.addAll(next.actions());
            now = FollowedPlan.after(now, next);
        }
        throw new IllegalStateException("the plans do not come to an end");
    }
}
