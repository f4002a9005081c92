package orchestrator.core.wire;

import java.time.Instant;
import java.util.ArrayList;
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
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;

/** What a node of a large cluster has to do: few instances of each of many services. */
final class FullNode {
    private static final ProjectName PROJECT = new ProjectName("load1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    private FullNode() {}

    static NodeAssignment assignment(int services, int each) {
        List<AssignedInstance> rows = new ArrayList<>();
        for (int i = 0; i < services * each; i++) {
            int service = i / each;
            int number = 17 * service % 900 + i % each + 1;
            SpecHash spec = new SpecHash(SpecHash.digest("service" + service));
            rows.add(new AssignedInstance(
                    InstanceId.parse(PROJECT, "service%04d-%d".formatted(service, number)),
                    new Incarnation(3, 1000 * service + number), spec, spec, new TreeMap<>(),
                    new Resources(50, 30L << 20), List.of(), List.of(), List.of(), 0, List.of()));
        }
        return new NodeAssignment(new ClusterId("c1"), 3, 8, rows, List.of());
    }

    static NodeStatus status(NodeAssignment assignment) {
        List<InstanceStatus> rows = new ArrayList<>();
        for (AssignedInstance each : assignment.instances()) {
            rows.add(new InstanceStatus(each.id(), each.incarnation(), Phase.READY,
                    new Reason(ReasonCode.RUNNING, "runs"),
                    NOON.plusNanos(3_456_789L * rows.size()),
                    0, 0, List.of()));
        }
        return new NodeStatus(new NodeName("n1"), assignment.generation(), rows, List.of(),
                Optional.empty());
    }
}
