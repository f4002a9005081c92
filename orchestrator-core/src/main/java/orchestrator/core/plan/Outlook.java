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
        WantedInstances wanted = Expansion.of(desired, observed);
        return new Outlook(ClusterPlanner.plan(desired, wanted, observed, Pace.CAREFUL),
                Brake.isOn(wanted, observed), LossPace.nextMove(wanted, observed));
    }
}
