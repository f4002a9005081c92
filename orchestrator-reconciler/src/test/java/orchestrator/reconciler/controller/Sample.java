package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** Small records for tests of the controller: one project, instances by address, nodes by name. */
final class Sample {
    static final ClusterId CLUSTER = new ClusterId("11111111-2222-3333-4444-555555555555");
    static final ProjectName SHOP = new ProjectName("shop");
    static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    static final SpecHash SPEC = new SpecHash("0123456789abcdef0123456789abcdef");

    private Sample() {}

    static InstanceId instance(String address) {
        return InstanceId.parse(SHOP, address);
    }

    static AssignedInstance assigned(String address, int number) {
        return new AssignedInstance(instance(address), new Incarnation(1, number), SPEC, SPEC,
                new TreeMap<>(), Resources.NONE, List.of(), List.of(), List.of(), 0, List.of());
    }

    static InstanceStatus status(String address, Phase phase, int restarts, String reason) {
        return new InstanceStatus(instance(address), new Incarnation(1, 1), phase,
                new Reason(ReasonCode.RUNNING, reason), NOON, restarts, 0, List.of());
    }

    static NodeStatus statuses(String node, InstanceStatus... rows) {
        return new NodeStatus(new NodeName(node), 1, List.of(rows), List.of(), Optional.empty());
    }

    static NodeRecord node(String name) {
        return new NodeRecord(new NodeName(name), new Resources(4000, 8_000_000_000L),
                new TreeMap<>(), "10.0.0.1", "10.0.0.1", "10.0.0.1:7000", 20000, 20999, "boot",
                "1", true);
    }

    static NodeObservation observed(String name, List<AssignedInstance> assigned,
            NodeStatus status) {
        return new NodeObservation(node(name), Optional.empty(), Optional.empty(),
                new NodeAssignment(CLUSTER, 1, 1, assigned, List.of()), 0, status);
    }

    static NodeObservation silent(NodeObservation node, Instant since) {
        return new NodeObservation(node.node(), Optional.of(since), node.intent(),
                node.assignment(), node.assignmentVersion(), node.status());
    }

    static ObservedState state(Instant at, NodeObservation... nodes) {
        return new ObservedState(CLUSTER, 1, 0, at, true, List.of(nodes), List.of());
    }
}
