package orchestrator.reconciler.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.Reason;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Each;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.Silence;
import orchestrator.reconciler.store.SnapshotReader;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** What a test can see of a cluster: the truth of the engines, and what the records say. */
public final class ClusterSight {
    private final ClusterRecords records;
    private final List<SimulatedMachine> nodes;

    ClusterSight(ClusterRecords records, List<SimulatedMachine> nodes) {
        this.records = records;
        this.nodes = nodes;
    }

    /** A running container. */
    public record Found(SimulatedMachine node, ObservedContainer container) {
        public String id() {
            return container.id();
        }

        public String address() {
            return container.identity().instance().address();
        }

        public String image() {
            return node.hands().request(id()).image();
        }
    }

    /** Every running container on every engine. */
    public Stream<Found> containers() {
        return nodes.stream().flatMap(node -> node.containers().stream()
                .filter(each -> each.state() == State.RUNNING)
                .map(each -> new Found(node, each)));
    }

    /** The running container of that instance, the newest when there are two. */
    public Optional<Found> find(String address) {
        return containers().filter(each -> each.address().equals(address))
                .max((a, b) -> a.container().identity().incarnation()
                        .compareTo(b.container().identity().incarnation()));
    }

    /** Running instances and the newest incarnation of each. */
    public TreeMap<String, Incarnation> running() {
        TreeMap<String, Incarnation> running = new TreeMap<>();
        containers().forEach(each -> running.merge(each.address(),
                each.container().identity().incarnation(),
                (a, b) -> a.compareTo(b) > 0 ? a : b));
        return running;
    }

    public int containersOn(String node) {
        return (int) containers().filter(each -> each.node().name().value().equals(node)).count();
    }

    /** The images that run, each once, sorted. */
    public List<String> images() {
        return containers().map(Found::image).sorted().distinct().toList();
    }

    public String file(String address, String path) {
        return find(address).flatMap(found -> found.node().hands().file(found.id(), path))
                .orElse("");
    }

    /** How many servers the file of that balancer lists. */
    public int listedBy(String balancer) {
        return (int) file(balancer, "/etc/haproxy.cfg").lines()
                .filter(line -> line.contains("server ")).count();
    }

    public List<String> output(String address) {
        return find(address).map(found -> found.node().hands().output(found.id()))
                .orElse(List.of());
    }

    /** How many instances are ready by the report of an agent that has a session. */
    public int readyCount() {
        return (int) nodes.stream().filter(node -> records.isPresent(node.name()))
                .flatMap(node -> ready(node).stream()).distinct().count();
    }

    private List<String> ready(SimulatedMachine node) {
        NodeStatus status = records.status(node.name()).map(Versioned::value)
                .orElseGet(() -> NodeStatus.none(node.name()));
        NodeAssignment assignment = records.assignment(node.name()).map(Versioned::value)
                .orElseGet(() -> NodeAssignment.none(SimulatedCluster.ID));
        return assignment.instances().stream()
                .filter(each -> status.find(each.id(), each.incarnation())
                        .map(InstanceStatus::phase).filter(Phase.READY::equals).isPresent())
                .map(each -> each.id().toString()).toList();
    }

    public int volumes() {
        return nodes.stream().mapToInt(SimulatedMachine::volumeCount).sum();
    }

    public LeaderReport report() {
        return records.report().orElseThrow().value();
    }

    public SortedMap<String, Reason> holds() {
        SortedMap<String, Reason> holds = new TreeMap<>();
        for (HeldInstance held : report().holds()) {
            holds.put(held.instance().address(), held.reason());
        }
        return holds;
    }

    /** The kept events, each as subject and text. */
    public List<String> events() {
        return records.events().value().stream()
                .map(event -> event.subject() + " " + event.reason().text()).toList();
    }

    /** True when some kept event begins so. */
    public boolean tells(String beginning) {
        return events().stream().anyMatch(text -> text.startsWith(beginning));
    }

    public int epoch() {
        return records.store().read(Paths.EPOCH).map(each -> each.version() + 1).orElse(0);
    }

    /** The epoch of every assignment ever written, in the order they were written. */
    public List<Integer> epochsOfAssignments(SimulatedEnsemble ensemble) {
        return ensemble.log().stream().flatMap(each -> each.writes().stream())
                .filter(write -> write.path().startsWith(Paths.ASSIGNMENTS + "/"))
                .map(write -> switch (write) {
                    case StoreWrite.Create create -> create.data();
                    case StoreWrite.Update update -> update.data();
                    case StoreWrite.Check _,StoreWrite.Delete _ -> new byte[0];
                })
                .filter(data -> data.length > 0)
                .map(data -> RecordCodec.decode(NodeAssignment.class, data).epoch()).toList();
    }

    /** The nodes that refuse an instance by the plan of this moment, sorted. */
    public List<String> refusals(String address) {
        return plan().holds().stream()
                .filter(hold -> hold.instance().address().equals(address))
                .flatMap(hold -> hold.refusals().stream())
                .map(refusal -> refusal.node().value()).sorted().distinct().toList();
    }

    /** What would be done next, by the records of this moment, were every agent there. */
    public Plan plan() {
        try (SnapshotReader snapshots = new SnapshotReader(records, Each.IN_TURN)) {
            return ClusterPlanner.plan(snapshots.readDeclared().desired(), snapshots.read(
                    epoch(), 1_000_000, Instant.EPOCH, new Reachable()));
        }
    }

    /** As if every agent had its session. */
    private static final class Reachable implements Silence {
        @Override
        public Optional<Instant> since(NodeName node, boolean present) {
            return Optional.empty();
        }

        @Override
        public Optional<NodeObservation.Lease> lease(NodeName node) {
            return Optional.empty();
        }
    }

    /** Everything a person needs to see why a scenario failed. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Incarnation> each : running().entrySet()) {
            lines.add("runs  " + each.getKey() + " " + each.getValue());
        }
        nodes.forEach(node -> records.assignment(node.name()).ifPresent(found -> {
            found.value().instances().forEach(each -> lines.add("assigned  " + node.name() + " "
                    + each.id().address() + " " + each.incarnation()));
            found.value().tombstones().forEach(each -> lines.add("tombstone " + node.name() + " "
                    + each.id().address() + " " + each.incarnation()));
        }));
        nodes.forEach(node -> records.status(node.name()).ifPresent(found -> found.value()
                .instances().forEach(each -> lines.add("status  " + node.name() + " "
                        + each.id().address() + " " + each.incarnation() + " " + each.phase()
                        + " " + each.reason()))));
        records.report().ifPresent(found -> found.value().holds().forEach(each -> lines.add(
                "held  " + each.instance().address() + " " + each.reason())));
        events().stream().skip(Math.max(0, events().size() - 40L))
                .forEach(each -> lines.add("event  " + each));
        return String.join("\n", lines);
    }
}
