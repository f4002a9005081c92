package orchestrator.reconciler.simulation.judge;

import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.Committed;
import orchestrator.reconciler.simulation.ContainerLog;

/** Watches over one rule. It is told of everything right after it happened. */
interface Judge {
    /** Anything was committed; the {@link Ledger} has taken it in. */
    default void committed(Committed committed) {}

    /** An assignment was written, as part of a commit that is told of afterwards. */
    default void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {}

    /** Something was done to a container, or happened to it. */
    default void deed(ContainerLog.Entry deed) {}

    /** Something was done to a container of somebody else, or happened to it. */
    default void deedToOther(ContainerLog.Entry deed) {}
}
