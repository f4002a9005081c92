package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.NodeName;
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

    /** Each node's actions, in the order in which they were given. */
    public static SortedMap<NodeName, List<Action>> byNode(List<Action> actions) {
        // a search for each of millions of actions would take longer than the sorting of all nodes
        Map<NodeName, List<Action>> nodes = new LinkedHashMap<>();
        for (Action action : actions) {
            nodes.computeIfAbsent(action.node(), _ -> new ArrayList<>()).add(action);
        }
        return new TreeMap<>(nodes);
    }

    public boolean isEmpty() {
        return actions.isEmpty();
    }
}
