package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** Says at once that everything it is assigned is ready; runs nothing. */
final class PretendedAgent {
    private final Timeline timeline;
    private final ClusterRecords records;
    private final NodeName node;
    private final TreeSet<String> unready = new TreeSet<>();

    PretendedAgent(Timeline timeline, ClusterStore store, String node) {
        this.timeline = timeline;
        this.records = new ClusterRecords(store);
        this.node = new NodeName(node);
    }

    void start() {
        records.store().commit(List.of(
                records.put(Paths.node(node), Sample.node(node.value()), Optional.empty()),
                new StoreWrite.Create(Paths.presence(node), new byte[0], true)));
        records.store().watch(Paths.assignment(node), path -> timeline.run(this::report));
    }

    /** From now on that instance only starts and never becomes ready. */
    void neverReady(String address) {
        unready.add(address);
    }

    private void report() {
        NodeAssignment assignment = records.assignment(node).orElseThrow().value();
        List<InstanceStatus> rows = new ArrayList<>();
        assignment.instances().forEach(each -> rows.add(row(each)));
        NodeStatus status = new NodeStatus(node, assignment.generation(), rows, List.of(),
                Optional.empty());
        Optional<Versioned<NodeStatus>> current = records.status(node);
        records.store().commit(List.of(records.put(Paths.status(node), status, current)));
    }

    private InstanceStatus row(AssignedInstance each) {
        boolean ready = !unready.contains(each.id().address());
        return new InstanceStatus(each.id(), each.incarnation(),
                ready ? Phase.READY : Phase.STARTING,
                new Reason(ready ? ReasonCode.CHECK_PASSED : ReasonCode.CHECK_PENDING, "pretended"),
                timeline.now(), 0, each.listsGeneration(), List.of());
    }
}
