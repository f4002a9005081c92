package orchestrator.core.plan;

import java.util.List;
import java.util.SortedMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.SpecHash;

/**
 * What the leader does now, and what it does not do yet.
 *
 * @param actions          sorted by instance; executed together, as one
 * @param holds            sorted by instance
 * @param specs            every spec that an action refers to
 * @param usedIncarnations how many new incarnations the actions take
 */
public record Plan(List<Action> actions, List<Hold> holds,
        SortedMap<SpecHash, ContainerSpec> specs, int usedIncarnations) {
    public Plan {
        actions = List.copyOf(actions);
        holds = List.copyOf(holds);
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }
}
