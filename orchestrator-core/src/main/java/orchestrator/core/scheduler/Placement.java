package orchestrator.core.scheduler;

import java.util.List;

import orchestrator.core.model.NodeName;

/** The answer of the scheduler. */
public sealed interface Placement {
    /** The best of the nodes that may take it. */
    record On(NodeName node) implements Placement {}

    /**
     * No node may take it; every node is listed, with each rule that refuses. From the scheduler the
     * list is to be read before anything else is given out: it is made when it is first read.
     */
    record Nowhere(List<Refusal> refusals) implements Placement {
        public Nowhere {
            refusals = refusals instanceof LazyRefusals ? refusals : List.copyOf(refusals);
        }

        @Override
        public List<Refusal> refusals() {
            return refusals instanceof LazyRefusals lazy ? lazy.told() : refusals;
        }
    }
}
