package orchestrator.core.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeIntent;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Place;
import orchestrator.core.model.SourceMark;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.StackName;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** A small cluster in which every rule and every preference matters somewhere. */
final class RandomCluster {
    private static final ClusterId CLUSTER = new ClusterId("c1");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> IMAGES = List.of("web:1", "web:2", "db:1");
    private static final List<Resources> CAPACITIES = List.of(new Resources(1000, 8000),
            new Resources(4000, 8000), new Resources(900_001, 77L << 30), new Resources(0, 4000));
    private static final List<Resources> NEEDS = List.of(Resources.NONE, new Resources(100, 500),
            new Resources(300, 100), new Resources(1, 1), new Resources(0, 2000));

    private final Random random;
    private final List<ServiceSpec> services = new ArrayList<>();
    private int incarnations;

    RandomCluster(Random random) {
        this.random = random;
        for (int i = 0; i < 6; i++) {
            services.add(service(i));
        }
    }

    ObservedState state() {
        List<NodeObservation> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            nodes.add(node(new NodeName("node-" + (char) ('a' + i))));
        }
        return state(nodes);
    }

    static ObservedState state(List<NodeObservation> nodes) {
        return new ObservedState(CLUSTER, 1, 0, NOW, true, nodes, List.of());
    }

    /** The same node seen again, as it may be by then, with that assigned. */
    NodeObservation seenAgain(NodeObservation node, List<AssignedInstance> assigned) {
        NodeObservation other = node(node.name());
        return with(new NodeObservation(node.node(), other.silentSince(), other.intent(),
                other.assignment(), 1, other.status()), assigned);
    }

    static NodeObservation with(NodeObservation node, List<AssignedInstance> assigned) {
        return node.with(new NodeAssignment(CLUSTER, 1, 1, assigned, List.of()), node.status());
    }

    private NodeObservation node(NodeName name) {
        TreeMap<String, String> labels = new TreeMap<>();
        if (random.nextInt(5) > 0) {
            labels.put("rack", "r" + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            labels.put("disk", random.nextBoolean() ? "ssd" : "hdd");
        }
        NodeRecord record = new NodeRecord(name, any(CAPACITIES), labels, "10.0.0.1", "10.0.0.1",
                "", 20_000, 20_000 + random.nextInt(12), "boot", "test", true);
        Optional<Instant> silent = rarely() ? Optional.of(NOW.minusSeconds(90)) : Optional.empty();
        Optional<NodeIntent> intent = rarely()
                ? Optional.of(new NodeIntent("ann", random.nextBoolean() ? "" : "disk", NOW))
                : Optional.empty();
        return with(new NodeObservation(record, silent, intent, NodeAssignment.none(CLUSTER), 1,
                status(name)), List.of());
    }

    private NodeStatus status(NodeName name) {
        Optional<Reason> trouble = rarely()
                ? Optional.of(new Reason(ReasonCode.STORE_IN_DOUBT, "cannot be read"))
                : Optional.empty();
        List<NodeStatus.ImageStatus> images = rarely()
                ? List.of(new NodeStatus.ImageStatus(any(IMAGES),
                        new Reason(any(List.of(ReasonCode.IMAGE_MISSING, ReasonCode.IMAGE_PRESENT,
                                ReasonCode.IMAGE_PULL_FAILED)), "so it is")))
                : List.of();
        return new NodeStatus(name, 1, List.of(), List.of(), trouble, images);
    }

    private ServiceSpec service(int number) {
        List<ContainerSpec.Port> ports = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Optional<Integer> published = random.nextInt(3) == 0
                    ? Optional.of(80 + random.nextInt(2))
                    : Optional.empty();
            ports.add(new ContainerSpec.Port("p" + i, 8000 + i, published));
        }
        TreeMap<String, String> only = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            only.put("disk", "ssd");
        }
        Optional<String> apart = switch (random.nextInt(5)) {
            case 0 -> Optional.of(Place.NODE);
            case 1 -> Optional.of("rack");
            default -> Optional.empty();
        };
        ContainerSpec container = new ContainerSpec(any(IMAGES), List.of(), List.of(), List.of(),
                ports, List.of(), any(NEEDS), Optional.empty(), Optional.empty(),
                ContainerSpec.Stop.DEFAULT);
        return new ServiceSpec(new ServiceName("service-" + (char) ('a' + number)), container,
                new Place(apart, only, List.of()), List.of(), ServiceSpec.Update.DEFAULT,
                ServiceSpec.Exclusive.NO, Duration.ofSeconds(5), SourceMark.NONE);
    }

    /** Some service changes as a new revision of the file would change it. */
    void changeSomeService() {
        int number = random.nextInt(services.size());
        services.set(number, service(number));
    }

    PlacementRequest request(ClusterLedger cluster) {
        ServiceSpec service = any(services);
        Optional<CopyId> copy = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new CopyId(new StackName("lamp"), 1 + random.nextInt(3)));
        ProjectName project = new ProjectName(random.nextInt(5) == 0 ? "other" : "shop");
        InstanceId id = new InstanceId(project, copy, service.name(), 1 + random.nextInt(9));
        return new PlacementRequest(id, service, anchors(cluster));
    }

    private List<Anchor> anchors(ClusterLedger cluster) {
        List<Anchor> anchors = new ArrayList<>();
        List<NodeLedger> nodes = List.copyOf(cluster.nodes());
        while (random.nextInt(6) == 0) {
            NodeName node = rarely() ? new NodeName("gone") : any(nodes).name();
            anchors.add(new Anchor(node, any(List.of(Refusal.Rule.NEAR, Refusal.Rule.PINNED)),
                    "belongs to " + node));
        }
        return anchors;
    }

    /** What the planner would assign there; ports are given out twice where none is left. */
    AssignedInstance assigned(PlacementRequest request, NodeLedger node) {
        ContainerSpec container = request.service().container();
        TreeMap<String, Integer> ports = new TreeMap<>();
        int wish = random.nextInt(12);
        for (int i = 0; i < container.ports().size(); i++) {
            int port = container.ports().size() <= node.freePorts()
                    ? node.freePorts(container.ports().size(), wish).get(i)
                    : 20_000 + i;
            ports.put(container.ports().get(i).name(), port);
        }
        incarnations++;
        return new AssignedInstance(request.id(), new Incarnation(1, incarnations),
                new SpecHash("a"), new SpecHash("a"), ports, container.resources(),
                container.ports().stream().flatMap(port -> port.published().stream()).sorted()
                        .toList(),
                List.of(), List.of(), 0, List.of());
    }

    private boolean rarely() {
        return random.nextInt(10) == 0;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
