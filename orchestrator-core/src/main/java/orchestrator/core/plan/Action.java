package orchestrator.core.plan;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Reason;

/** One change of one node's assignment, with its cause. */
public sealed interface Action {
    NodeName node();

    InstanceId instance();

    Reason reason();

    /** A new incarnation on a node. */
    record Start(NodeName node, AssignedInstance assigned, Reason reason) implements Action {
        @Override
        public InstanceId instance() {
            return assigned.id();
        }
    }

    /** The end of one incarnation: a tombstone takes its place. */
    record Stop(NodeName node, InstanceId instance, Incarnation incarnation, Reason reason)
            implements
                Action {}

    /** A new incarnation in the place of the old one, on the same node: stop, then start. */
    record Replace(NodeName node, Incarnation old, AssignedInstance assigned, Reason reason)
            implements
                Action {
        @Override
        public InstanceId instance() {
            return assigned.id();
        }
    }

    /** What its running container is given anew: endpoint lists, files, checks. */
    record Adjust(NodeName node, AssignedInstance assigned, Reason reason) implements Action {
        @Override
        public InstanceId instance() {
            return assigned.id();
        }
    }

    /** The tombstone of an incarnation whose container is gone. */
    record Bury(NodeName node, InstanceId instance, Incarnation incarnation, Reason reason)
            implements
                Action {}
}
