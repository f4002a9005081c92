package orchestrator.benchmarks.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeStatus;

/** A report in which one instance was restarted since. */
final class Touched {
    private Touched() {}

    static NodeStatus one(NodeStatus status, Instant since) {
        InstanceStatus row = status.instances().getFirst();
        List<InstanceStatus> rows = new ArrayList<>(status.instances());
        rows.set(0,
                new InstanceStatus(row.id(), row.incarnation(), row.phase(), row.reason(), since,
                        row.restarts() + 1, row.listsGeneration(), row.output()));
        return new NodeStatus(status.node(), status.generation(), rows, status.volumes(),
                status.trouble(), status.images());
    }
}
