package orchestrator.core.scheduler;

import java.util.List;

import orchestrator.core.model.NodeName;

/** The answer of the scheduler. */
public sealed interface Placement {
    /** The best of the nodes that may take it. */
    record On(NodeName node) implements Placement {}

    /** No node may take it; every node is listed, with each rule that refuses. */
    record Nowhere(List<Refusal> refusals) implements Placement {
        public Nowhere {
            refusals = List.copyOf(refusals);
        }
    }
}
