package orchestrator.core.plan;

import java.time.Duration;
import java.util.Optional;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/**
 * All a leader wants to know at once, from one look at what is wanted.
 *
 * @param plan     as of {@link ClusterPlanner}
 * @param braked   true while so many nodes are silent that nothing is moved off them
 * @param nextMove how long until time alone allows a move; empty when it never does
 */
public record Outlook(Plan plan, boolean braked, Optional<Duration> nextMove) {

    /** The outlook from {@code observed}. */
    public static Outlook of(DesiredState desired, ObservedState observed) {
        return of(new ClusterIndex(), desired, observed);
    }

    /** The same outlook, at the cost of what has changed since the index was used last. */
    public static Outlook of(ClusterIndex index, DesiredState desired, ObservedState observed) {
        index.see(desired, observed);
        return new Outlook(ClusterPlanner.plan(index, Pace.CAREFUL),
                Brake.isOn(index), LossPace.nextMove(index));
    }
}
