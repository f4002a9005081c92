package orchestrator.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.AssignedInstance.Origin;
import orchestrator.core.model.AssignedInstance.Upkeep;
import orchestrator.core.model.Check;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.NodeStatus.ImageStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.Tombstone;
import orchestrator.core.model.VolumeId;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** A rollout on paper: revisions, who runs where with what row, and a plan, all said by hand. */
final class RolloutStory {
    static final ProjectName WEB = new ProjectName("web");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ClusterId CLUSTER = new ClusterId("c1");

    RolloutRecord record = RolloutRecord.none(WEB);
    boolean complete = true;
    Instant now = NOON;
    Instant since = NOON;
    private DesiredProject current = file(1, "web:1", "rollback", 3);
    private Optional<DesiredProject> good = Optional.empty();
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private int incarnations;

    RolloutStory(int nodeCount) {
        for (int number = 1; number <= nodeCount; number++) {
            nodes.put("n" + number, new Node());
        }
    }

    /** What is seen of a node. */
    static final class Node {
        final List<AssignedInstance> assigned = new ArrayList<>();
        final List<InstanceStatus> rows = new ArrayList<>();
        final List<ImageStatus> images = new ArrayList<>();
        final List<Tombstone> tombstones = new ArrayList<>();
        final List<VolumeId> volumes = new ArrayList<>();
        long acted = 1;
        Optional<Instant> silentSince = Optional.empty();
        Optional<Reason> trouble = Optional.empty();
    }

    /** Web servers from an image beside a cache that never changes. */
    static DesiredProject file(int revision, String image, String onFailure, int count) {
        String text = """
                project: web
                services:
                  web:
                    image: "%s"
                    ports: {http: 80}
                    check: {http: /health}
                    update: {on-failure: %s}
                  cache:
                    image: "memcached:1"
                run:
                  web: %d
                  cache: 1
                """.formatted(image, onFailure, count);
        DeclarationReader.Result result = DeclarationReader.read("web.yml", text, new TreeMap<>(),
                revision);
        return result.project().orElseThrow(
                () -> new IllegalArgumentException(result.problems().toString()));
    }

    RolloutStory current(DesiredProject project) {
        current = project;
        return this;
    }

    /** The same with another check, which its running containers are given. */
    static DesiredProject checkedOtherwise(DesiredProject project, String path) {
        return new DesiredProject(project.name(), project.revision() + 1, project.services()
                .stream().map(each -> each.container().check().isEmpty()
                        ? each
                        : checkedOtherwise(each, path))
                .toList(), project.run(), project.secrets());
    }

    private static ServiceSpec checkedOtherwise(ServiceSpec service, String path) {
        ContainerSpec it = service.container();
        Check check = it.check().orElseThrow();
        Check other = new Check(new Check.Probe.Http(path, "http"), check.every(),
                check.timeout(), check.tries(), check.grace());
        return new ServiceSpec(service.name(), new ContainerSpec(it.image(), it.command(), it.env(),
                it.files(), it.ports(), it.volumes(), it.resources(), Optional.of(other),
                it.reload(), it.stop()), service.place(), service.after(), service.update(),
                service.exclusive(), service.lostAfter(), service.declaredAt());
    }

    /** The same with a volume in each service. */
    static DesiredProject withData(DesiredProject project) {
        return new DesiredProject(project.name(), project.revision(), project.services().stream()
                .map(RolloutStory::withData).toList(), project.run(), project.secrets());
    }

    private static ServiceSpec withData(ServiceSpec service) {
        ContainerSpec it = service.container();
        return new ServiceSpec(service.name(), new ContainerSpec(it.image(), it.command(), it.env(),
                it.files(), it.ports(), List.of(new ContainerSpec.Volume("/files", "files", false)),
                it.resources(), it.check(), it.reload(), it.stop()), service.place(),
                service.after(), service.update(), service.exclusive(), service.lostAfter(),
                service.declaredAt());
    }

    /** The revision the record calls good, by its content. */
    RolloutStory good(DesiredProject project) {
        good = Optional.of(project);
        record = new RolloutRecord(WEB, project.revision(), record.results());
        return this;
    }

    RolloutStory goodIsUnreadable(int number) {
        good = Optional.empty();
        record = new RolloutRecord(WEB, number, record.results());
        return this;
    }

    Node node(String name) {
        return nodes.get(name);
    }

    /** An instance of {@code of} that is ready and stable. */
    AssignedInstance runs(String node, String address, DesiredProject of) {
        return fares(node, address, of, new Row(Phase.READY, ReasonCode.CHECK_PASSED, 0, true));
    }

    /** How a row reads, as far as it matters. */
    record Row(Phase phase, ReasonCode code, int restarts, boolean stable) {
        static Row of(Phase phase, ReasonCode code) {
            return new Row(phase, code, 0, false);
        }
    }

    AssignedInstance fares(String node, String address, DesiredProject of, Row row) {
        AssignedInstance assigned = assigned(address, of);
        node(node).assigned.add(assigned);
        node(node).rows.add(row(assigned, row, List.of("last line")));
        return assigned;
    }

    /** A row of something that wrote nothing, or whose output was not read yet. */
    void silent(String node, AssignedInstance assigned, Row row) {
        node(node).rows.add(row(assigned, row, List.of()));
    }

    private static InstanceStatus row(AssignedInstance assigned, Row row, List<String> output) {
        return new InstanceStatus(assigned.id(), assigned.incarnation(), row.phase(),
                reason(row.code()), NOON, row.restarts(), 1, output, row.stable());
    }

    /** As {@link #runs}, with the next image fetched ahead. */
    void runsAndFetches(String node, String address, DesiredProject of, String image) {
        AssignedInstance old = runs(node, address, of);
        node(node).assigned.remove(old);
        node(node).assigned.add(old.withUpkeep(
                new Upkeep(Duration.ZERO, Optional.of(image), Exclusive.NO)));
    }

    void image(String node, String image, ReasonCode state) {
        node(node).images.add(new ImageStatus(image, reason(state)));
    }

    void plansTo(Action action) {
        actions.add(action);
    }

    void holds(String address, ReasonCode code) {
        holds.add(new Hold(InstanceId.parse(WEB, address), reason(code)));
    }

    static Reason reason(ReasonCode code) {
        return new Reason(code, "because of " + code.word());
    }

    private AssignedInstance assigned(String address, DesiredProject of) {
        InstanceId id = InstanceId.parse(WEB, address);
        var container = of.service(id.service()).orElseThrow().container();
        TreeMap<String, Integer> ports = new TreeMap<>();
        container.ports().forEach(port -> ports.put(port.name(), 20000 + incarnations));
        incarnations++;
        return new AssignedInstance(id, new Incarnation(1, incarnations), SpecHash.of(container),
                SpecHash.ofContainer(container), ports, Resources.NONE, List.of(), List.of(),
                List.of(), 1, List.of(), new Origin(of.revision(), 0), Upkeep.ORDINARY);
    }

    RolloutStep decide() {
        List<NodeObservation> seen = new ArrayList<>();
        nodes.forEach((name, node) -> seen.add(observed(new NodeName(name), node)));
        ObservedState observed = new ObservedState(CLUSTER, 1, 0, now, complete, seen,
                List.of());
        actions.sort(Comparator.comparing(Action::instance));
        holds.sort(Comparator.comparing(Hold::instance));
        return RolloutJudge.decide(new Rollout(current, good, record, since, observed,
                new Plan(actions, holds, new TreeMap<>(), 0)));
    }

    private static NodeObservation observed(NodeName name, Node node) {
        NodeRecord record = new NodeRecord(name, new Resources(4000, 8L << 30), new TreeMap<>(),
                "10.0.0.1", "10.0.0.1", "", 20000, 20999, "boot", "test", true);
        return new NodeObservation(record, node.silentSince, Optional.empty(),
                new NodeAssignment(CLUSTER, 1, 1, node.assigned, node.tombstones), 0,
                new NodeStatus(name, node.acted, node.rows, node.volumes, node.trouble,
                        node.images));
    }
}
