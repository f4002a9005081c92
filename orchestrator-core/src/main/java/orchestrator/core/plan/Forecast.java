package orchestrator.core.plan;

import java.util.List;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * What will have been done once nothing is left to do, if every container that is started becomes
 * ready: the plans of {@link ClusterPlanner}, one after the other, as one list. This is what
 * {@code orch plan} shows.
 *
 * @param actions every action in the order it would be taken; Bury and Adjust included
 * @param holds   what still waits at the end, and why
 */
public record Forecast(List<Action> actions, List<Hold> holds) {
    public Forecast {
        actions = List.copyOf(actions);
        holds = List.copyOf(holds);
    }

    /** The forecast from {@code observed}. */
    public static Forecast of(DesiredState desired, ObservedState observed) {
        throw new UnsupportedOperationException();
    }
}
