package orchestrator.core.plan;

import orchestrator.core.state.DesiredState;
import orchestrator.core.state.ObservedState;

/** Decides what runs on which node. */
public final class ClusterPlanner {
    private ClusterPlanner() {}

    /** The plan: the same for the same input, whatever the order of its parts. */
    public static Plan plan(DesiredState desired, ObservedState observed) {
        throw new UnsupportedOperationException();
    }
}
