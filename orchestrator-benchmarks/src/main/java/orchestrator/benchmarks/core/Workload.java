package orchestrator.benchmarks.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Resources;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.ServiceSpec.Place;
import orchestrator.core.model.SourceMark;
import orchestrator.core.model.SpecHash;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * What is to be placed on an empty cluster: nodes of 4 cpu and 8GB in 50 racks, every third with a
 * fast disk, and instances of 0.05 cpu and 30MB.
 *
 * @param kind what the services ask for beside room
 */
record Workload(Kind kind, int nodes, int instances) {
    private static final ClusterId CLUSTER = new ClusterId("benchmark");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final int RACKS = 50;
    private static final int SERVICE = 1000;
    private static final long MEGABYTE = 1L << 20;

    /** One kind of work per line of the table. */
    enum Kind {
        /** Services of 1,000 instances, spread over the nodes. */
        SPREAD,
        /** Each instance is of a service of its own. */
        ONE_OFF,
        /** Services of 1,000 in six sizes, of which always another one is next. */
        MIXED,
        /** Services of 1,000, no two of one on a node. */
        APART,
        /** Services of 1,000 for every third node. */
        ONLY,
        /** Services of 1,000, and for each instance one of another service on its node. */
        NEAR,
        /** Services of 50, no two of one in a rack. */
        APART_RACK
    }

    /**
     * Reads what {@link #toString} writes: {@code APART 5000 10000}.
     *
     * @throws IllegalArgumentException when it is no such thing
     */
    static Workload parse(String text) {
        String[] words = text.split(" ");
        if (words.length != 3) {
            throw new IllegalArgumentException("a workload is a kind, a number of nodes and a"
                    + " number of instances, not \"" + text + "\"");
        }
        return new Workload(Kind.valueOf(words[0]), Integer.parseInt(words[1]),
                Integer.parseInt(words[2]));
    }

    @Override
    public String toString() {
        return kind + " " + nodes + " " + instances;
    }

    /** Everything that is made before the clock runs. */
    record Prepared(ClusterLedger cluster, List<Item> items) {}

    /** One instance, and what it takes of the node it will be given. */
    record Item(InstanceId id, ServiceSpec service, AssignedInstance taken) {}

    Prepared prepare() {
        List<NodeObservation> observed = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            observed.add(node(i));
        }
        return new Prepared(new ClusterLedger(new ObservedState(CLUSTER, 1, 0, NOW, true, observed,
                List.of())), items());
    }

    private List<Item> items() {
        TreeMap<Integer, ServiceSpec> services = new TreeMap<>();
        List<Item> items = new ArrayList<>(instances);
        for (int i = 0; i < instances; i++) {
            int number = serviceOf(i);
            ServiceSpec service = services.computeIfAbsent(number, this::service);
            InstanceId id = new InstanceId(new ProjectName("benchmark"), Optional.empty(),
                    service.name(), i + 1);
            items.add(new Item(id, service, taken(id, service, i)));
        }
        return items;
    }

    private int serviceOf(int instance) {
        int services = Math.max(1, instances / SERVICE);
        return switch (kind) {
            case ONE_OFF -> instance;
            case MIXED -> instance % services;
            case NEAR -> instance / (2 * SERVICE) * 2 + instance % 2;
            case APART_RACK -> instance / RACKS;
            default -> instance / SERVICE;
        };
    }

    private ServiceSpec service(int number) {
        int factor = kind == Kind.MIXED ? 1 + number % 3 : 1;
        int other = kind == Kind.MIXED ? 1 + number % 2 : 1;
        Resources resources = new Resources(50 * factor, 30 * MEGABYTE * other);
        Optional<String> apart = switch (kind) {
            case APART -> Optional.of(Place.NODE);
            case APART_RACK -> Optional.of("rack");
            default -> Optional.empty();
        };
        TreeMap<String, String> only = new TreeMap<>();
        if (kind == Kind.ONLY) {
            only.put("disk", "ssd");
        }
        ContainerSpec container = new ContainerSpec("busybox:1", List.of(), List.of(), List.of(),
                List.of(), List.of(), resources, Optional.empty(), Optional.empty(),
                ContainerSpec.Stop.DEFAULT);
        return new ServiceSpec(new ServiceName("service%05d".formatted(number)), container,
                new Place(apart, only, List.of()), List.of(), ServiceSpec.Update.DEFAULT,
                ServiceSpec.Exclusive.NO, Duration.ofSeconds(5), SourceMark.NONE);
    }

    private static AssignedInstance taken(InstanceId id, ServiceSpec service, int number) {
        SpecHash hash = new SpecHash("benchmark");
        return new AssignedInstance(id, new Incarnation(1, number), hash, hash, new TreeMap<>(),
                service.container().resources(), List.of(), List.of(), List.of(), 0, List.of());
    }

    private static NodeObservation node(int number) {
        NodeName name = new NodeName("node-%06d".formatted(number));
        TreeMap<String, String> labels = new TreeMap<>(Map.of("rack", "r" + number % RACKS,
                "disk", number % 3 == 0 ? "ssd" : "hdd"));
        NodeRecord record = new NodeRecord(name, new Resources(4000, 8L << 30), labels,
                "10.0.0.1", "10.0.0.1", "", 20_000, 29_999, "boot", "benchmark", true);
        return new NodeObservation(record, Optional.empty(), Optional.empty(),
                NodeAssignment.none(CLUSTER), NodeObservation.NO_RECORD, NodeStatus.none(name));
    }
}
