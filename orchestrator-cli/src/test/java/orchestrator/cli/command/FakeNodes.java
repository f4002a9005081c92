package orchestrator.cli.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.VolumeId;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.AssignmentEdit;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** Nodes that do at once what they are told, apart from what a test says of them. */
final class FakeNodes {
    private static final long GB = 1L << 30;

    private final ClusterId cluster;
    private final Map<NodeName, NodeObservation> nodes = new TreeMap<>();
    private final Map<String, InstanceStatus> unwell = new TreeMap<>();
    private final Map<String, InstanceStatus> bad = new TreeMap<>();
    private final Map<String, String> images = new TreeMap<>();
    private int incarnations;

    FakeNodes(ClusterId cluster) {
        this.cluster = cluster;
    }

    /** Adds {@code core-01} and so on: 4 cpu and 8GB each. */
    void add(int count, boolean simulated) {
        for (int i = 1; i <= count; i++) {
            NodeName name = new NodeName("core-0" + i);
            NodeRecord record = new NodeRecord(name, new Resources(4000, 8 * GB), new TreeMap<>(),
                    "10.0.0." + i, "127.0.0." + i, "10.0.0." + i + ":19000", 20000 + i * 1000,
                    20999 + i * 1000, "boot", "0.1.0", simulated);
            nodes.put(name, new NodeObservation(record, Optional.empty(), Optional.empty(),
                    NodeAssignment.none(cluster), NodeObservation.NO_RECORD,
                    NodeStatus.none(name)));
        }
    }

    List<NodeObservation> all() {
        return List.copyOf(nodes.values());
    }

    int incarnations() {
        return incarnations;
    }

    /** That instance is in this phase from now on, whatever its node does. */
    void unwell(String address, Phase phase, Reason reason, int restarts, String... output) {
        unwell.put(address, new InstanceStatus(null, null, phase, reason, null, restarts, 0,
                List.of(output)));
    }

    /** Whatever runs an image whose name ends like that is in this phase from now on. */
    void bad(String image, Phase phase, Reason reason, int restarts, String... output) {
        bad.put(image, new InstanceStatus(null, null, phase, reason, null, restarts, 0,
                List.of(output)));
    }

    void good(String image) {
        bad.remove(image);
    }

    NodeObservation find(NodeName name) {
        return nodes.get(name);
    }

    void well(String address) {
        unwell.remove(address);
    }

    void silence(String node, Instant since) {
        change(new NodeName(node), Optional.of(since), nodes.get(new NodeName(node)).intent());
    }

    void back(String node) {
        change(new NodeName(node), Optional.empty(), nodes.get(new NodeName(node)).intent());
    }

    /** The node that instance is on. */
    String of(String address) {
        return all().stream().filter(node -> node.assignment().instances().stream()
                .anyMatch(each -> each.id().address().equals(address)))
                .map(node -> node.name().value()).findFirst().orElseThrow();
    }

    boolean intend(NodeName name, Optional<NodeIntent> intent) {
        boolean changed = nodes.get(name).intent().isPresent() != intent.isPresent();
        change(name, nodes.get(name).silentSince(), intent);
        return changed;
    }

    private void change(NodeName name, Optional<Instant> silent, Optional<NodeIntent> intent) {
        NodeObservation old = nodes.get(name);
        nodes.put(name, new NodeObservation(old.node(), silent, intent, old.assignment(),
                old.assignmentVersion(), old.status(), old.lease(), version(old, silent)));
    }

    /** A node that comes back writes its record anew. */
    private static int version(NodeObservation old, Optional<Instant> silent) {
        boolean back = old.silentSince().isPresent() && silent.isEmpty();
        return back ? old.nodeVersion() + 1 : old.nodeVersion();
    }

    /** One turn of the leader and of every agent; returns what the leader holds. */
    List<Hold> step(DesiredState desired, ObservedState observed, Instant now) {
        desired.projects().forEach(project -> project.services().forEach(service -> images.put(
                SpecHash.of(service.container()).toString(), service.container().image())));
        Plan plan = ClusterPlanner.plan(desired, observed);
        incarnations += plan.usedIncarnations();
        for (NodeObservation node : all()) {
            List<Action> its = plan.actions().stream()
                    .filter(action -> action.node().equals(node.name())).toList();
            NodeAssignment assignment = its.isEmpty()
                    ? node.assignment()
                    : AssignmentEdit.apply(node.assignment(), its, observed.epoch());
            NodeStatus status = node.silentSince().isPresent()
                    ? node.status()
                    : status(node, assignment, now);
            nodes.put(node.name(), new NodeObservation(node.node(), node.silentSince(),
                    node.intent(), assignment, node.assignmentVersion() + 1, status,
                    node.lease(), node.nodeVersion()));
        }
        return plan.holds();
    }

    /** Lets a node say that it does not believe the store. */
    void doubt(String name, String why) {
        nodes.computeIfPresent(new NodeName(name), (_, node) -> new NodeObservation(node.node(),
                node.silentSince(), node.intent(), node.assignment(), node.assignmentVersion(),
                new NodeStatus(node.name(), node.status().generation(), node.status().instances(),
                        node.status().volumes(),
                        Optional.of(new Reason(ReasonCode.FROZEN, why))),
                node.lease(), node.nodeVersion()));
    }

    private NodeStatus status(NodeObservation node, NodeAssignment assignment, Instant now) {
        List<InstanceStatus> rows = new ArrayList<>();
        for (AssignedInstance each : assignment.instances()) {
            rows.add(row(node, each, now));
        }
        TreeSet<VolumeId> volumes = new TreeSet<>(node.status().volumes());
        assignment.instances().stream().map(AssignedInstance::id)
                .filter(id -> id.service().value().equals("mysql"))
                .forEach(id -> volumes.add(new VolumeId(id, "data")));
        return new NodeStatus(node.name(), assignment.generation(), rows,
                List.copyOf(volumes),
                Optional.empty());
    }

    private InstanceStatus bad(AssignedInstance assigned) {
        String image = images.getOrDefault(assigned.spec().toString(), "");
        return bad.entrySet().stream().filter(each -> image.endsWith(each.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    private InstanceStatus row(NodeObservation node, AssignedInstance assigned, Instant now) {
        Optional<InstanceStatus> before = node.status().find(assigned.id(),
                assigned.incarnation());
        InstanceStatus told = unwell.getOrDefault(assigned.id().address(), bad(assigned));
        Phase phase = told == null ? Phase.READY : told.phase();
        Reason reason = told == null
                ? new Reason(ReasonCode.CHECK_PASSED, "its check passes")
                : told.reason();
        Instant since = before.filter(was -> was.phase() == phase).map(InstanceStatus::since)
                .orElse(now);
        return new InstanceStatus(assigned.id(), assigned.incarnation(), phase, reason, since,
                told == null ? 0 : told.restarts(), assigned.listsGeneration(),
                told == null ? List.of() : told.output());
    }
}
