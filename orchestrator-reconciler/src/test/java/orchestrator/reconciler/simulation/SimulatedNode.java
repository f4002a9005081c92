package orchestrator.reconciler.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.ContainerSpec;
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
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.agent.AgentWorld;
import orchestrator.reconciler.disk.DirectoryDisk;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.MachineMarks;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.Versioned;

/** One node with a real agent, and a leader whose part the test plays. */
final class SimulatedNode {
    static final NodeName NAME = new NodeName("core-01");
    static final String ADDRESS = "10.0.0.1";
    static final Duration SOON = Duration.ofSeconds(10);

    final SimulatedTimeline timeline;
    final InMemoryEnsemble ensemble = new InMemoryEnsemble();
    final SimulatedContainerRuntime engine;
    final ClusterRecords leader;
    final ClusterId cluster;
    final Path directory;
    final TreeMap<String, Integer> calls = new TreeMap<>();
    InMemoryClusterStore store;
    /** Told the name of each call before the engine is; may pause or fail the call. */
    Consumer<String> beforeCall = _ -> {};
    private SimulatedProcess process;
    /** By what the machine is told on which the next agent starts. */
    MachineMarks machine = MachineMarks.NONE;
    private int boots;
    private final List<AssignedInstance> instances = new ArrayList<>();
    private final List<Tombstone> tombstones = new ArrayList<>();

    SimulatedNode(long seed, Path directory) {
        this.timeline = new SimulatedTimeline(seed);
        this.directory = directory;
        this.engine = new SimulatedContainerRuntime(timeline, timeline::pause, 4,
                8_000_000_000L);
        this.leader = new ClusterRecords(new InMemoryClusterStore(ensemble, timeline::run));
        this.cluster = new ClusterBootstrap(leader,
                () -> new ClusterId("5d3a8f10-0000-4000-8000-000000000001")).open().id();
    }

    /** Starts the agent, with a session of its own. */
    void startAgent() {
        process = timeline.process("agent-" + boots);
        store = new InMemoryClusterStore(ensemble, process::run);
        agent(process, store, directory, "boot-" + boots).start();
        boots++;
    }

    AgentLoop agent(SimulatedProcess on, InMemoryClusterStore session, Path state,
            String bootToken) {
        return agent(on, session, state, bootToken, counted());
    }

    /** Like the other, on a machine with another engine. */
    AgentLoop agent(SimulatedProcess on, InMemoryClusterStore session, Path state,
            String bootToken, ContainerRuntime runtime) {
        return new AgentLoop(on, new NodeRecord(NAME, new Resources(4000, 8_000_000_000L),
                new TreeMap<>(), ADDRESS, "127.0.0.1", ADDRESS + ":20000", 20_001, 20_999,
                bootToken, "test", true), new DirectoryDisk(state),
                new AgentWorld(new ClusterRecords(session), runtime, engine.network(),
                        (_, sealed) -> ("plain " + sealed.id().name())
                                .getBytes(StandardCharsets.UTF_8),
                        engine.fencer(), machine));
    }

    /** The engine, with every call to it counted by its name. */
    private ContainerRuntime counted() {
        return (ContainerRuntime) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{ContainerRuntime.class}, (_, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    beforeCall.accept(method.getName());
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** As {@code kill -9}: the session ends only later, at the ensemble. */
    void killAgent() {
        process.kill();
    }

    AssignedInstance assign(String address, int number, ContainerSpec spec) {
        return assign(address, number, spec, List.of(), 1);
    }

    AssignedInstance assign(String address, int number, ContainerSpec spec,
            List<AssignedInstance.EndpointList> lists, long listsGeneration) {
        SortedMap<String, Integer> ports = new TreeMap<>();
        spec.ports().forEach(port -> ports.put(port.name(), 20_000 + number));
        AssignedInstance assigned = new AssignedInstance(instance(address),
                new Incarnation(1, number), SpecHash.of(spec), SpecHash.ofContainer(spec), ports,
                spec.resources(), List.of(), List.of(), lists, listsGeneration, List.of());
        if (leader.spec(assigned.spec()).isEmpty()) {
            leader.store().commit(List.of(leader.put(Paths.spec(assigned.spec()), spec,
                    Optional.empty())));
        }
        instances.removeIf(each -> each.id().equals(assigned.id())
                && each.incarnation().equals(assigned.incarnation()));
        instances.add(assigned);
        return assigned;
    }

    void add(AssignedInstance assigned) {
        instances.removeIf(each -> each.id().equals(assigned.id()));
        instances.add(assigned);
    }

    /** As {@link #assign}, looked after in that way. */
    void assign(String address, int number, ContainerSpec spec, AssignedInstance.Upkeep upkeep) {
        AssignedInstance assigned = assign(address, number, spec).withUpkeep(upkeep);
        instances.replaceAll(each -> each.id().equals(assigned.id())
                && each.incarnation().equals(assigned.incarnation()) ? assigned : each);
    }

    void bury(String address, int number) {
        instances.removeIf(each -> each.id().equals(instance(address))
                && each.incarnation().number() == number);
        tombstones.add(new Tombstone(instance(address), new Incarnation(1, number),
                new Reason(ReasonCode.COUNT_DOWN, "web 2 -> 1")));
    }

    /** Writes what was assigned and buried as the next generation. */
    void publish() {
        Optional<Versioned<NodeAssignment>> current = leader.assignment(NAME);
        long generation = current.map(each -> each.value().generation()).orElse(0L) + 1;
        put(Paths.assignment(NAME),
                new NodeAssignment(cluster, 1, generation, instances, tombstones), current);
    }

    void put(String path, Object value, Optional<? extends Versioned<?>> current) {
        leader.store().commit(List.of(leader.put(path, value, current)));
    }

    static InstanceId instance(String address) {
        return InstanceId.parse(new ProjectName("shop"), address);
    }

    /** What the agent last wrote. */
    NodeStatus status() {
        return leader.status(NAME).map(Versioned::value).orElse(NodeStatus.none(NAME));
    }

    Optional<InstanceStatus> row(String address) {
        return status().instances().stream()
                .filter(each -> each.id().equals(instance(address))).findFirst();
    }

    boolean is(String address, Phase phase) {
        return row(address).filter(each -> each.phase() == phase).isPresent();
    }

    void untilIs(String address, Phase phase) {
        timeline.runUntil(() -> is(address, phase), SOON);
    }

    List<ObservedContainer> containers() {
        List<ObservedContainer> found = new ArrayList<>();
        boolean[] done = {false};
        timeline.work(() -> {
            found.addAll(engine.list(cluster, NAME));
            done[0] = true;
        });
        timeline.runUntil(() -> done[0], Duration.ofMinutes(1));
        return found;
    }

    /** What the engine has at this moment, also while it answers nobody. */
    List<ObservedContainer> now() {
        return engine.hands().containers(cluster, NAME);
    }

    ObservedContainer container(String address) {
        return containers().stream()
                .filter(each -> each.identity().instance().equals(instance(address)))
                .findFirst().orElseThrow(() -> new AssertionError("no container of " + address));
    }

    /** Replaces the cluster's own record, as another ensemble under this address would. */
    void becomeCluster(String id) {
        put(Paths.CLUSTER, new ClusterRecord(new ClusterId(id), ClusterRecord.FORMAT),
                leader.cluster());
    }

    void delete(String path) {
        int version = leader.store().read(path).orElseThrow().version();
        leader.store().commit(List.of(new StoreWrite.Delete(path, version)));
    }
}
