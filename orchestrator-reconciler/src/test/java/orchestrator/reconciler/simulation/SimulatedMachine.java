package orchestrator.reconciler.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Resources;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.agent.AgentWorld;
import orchestrator.reconciler.agent.SecretOpener;
import orchestrator.reconciler.runtime.MachineMarks;
import orchestrator.reconciler.simulated.SimulatedContainerRuntime;
import orchestrator.reconciler.simulated.SimulatedFencer;
import orchestrator.reconciler.simulated.SimulatedHands;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.simulation.engine.FaultyEngine;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterRecords;

/** One machine: its engine and its disk outlive the agents that run on it one after the other. */
public final class SimulatedMachine {
    private static final int CPUS = 8;
    private static final long MEMORY = 16_000_000_000L;
    private static final int PORTS = 1000;
    private static final int PORT_RANGES = 12;

    private final SimulatedTimeline world;
    private final SimulatedEnsemble ensemble;
    private final ClusterId cluster;
    private final SecretOpener secrets;
    private final NodeName name;
    private final int number;
    private final SimulatedDisk disk;
    private final SimulatedContainerRuntime engine;
    /** What agents on it call themselves by, and by what the machine is told from others. */
    private final String mark;
    private final TreeMap<String, Instant> told = new TreeMap<>();
    private Instant frozenAt = Instant.MAX;
    private Instant thawedAt = Instant.MIN;
    private Optional<Agent> agent = Optional.empty();
    private int boots;

    /** What of an agent can be seen and ended from outside. */
    private record Agent(SimulatedProcess process, SimulatedClusterStore store) {}

    SimulatedMachine(World its, int number) {
        this(its, number, "core-0" + number);
    }

    private SimulatedMachine(World its, int number, String mark) {
        this.mark = mark;
        this.world = its.timeline();
        this.ensemble = its.ensemble();
        this.cluster = its.cluster();
        this.secrets = its.secrets();
        this.name = new NodeName("core-0" + number);
        this.number = number;
        this.disk = new SimulatedDisk(world.random(), world::pause);
        this.engine = new SimulatedContainerRuntime(world.process(name.value()), world::pause,
                CPUS, MEMORY);
        engine.fencer().runOn(name.value());
        hands().watch(deed -> its.log().saw(world.now(), name, deed));
    }

    /** What all nodes share. */
    record World(SimulatedTimeline timeline, SimulatedEnsemble ensemble, ClusterId cluster,
            ContainerLog log, SecretOpener secrets) {}

    /** Another machine with a copy of its disk, and so with its name; nothing runs on it. */
    SimulatedMachine cloned(World its) {
        SimulatedMachine clone = new SimulatedMachine(its, number, "clone-of-" + mark);
        clone.disk.restore(disk.image());
        return clone;
    }

    public NodeName name() {
        return name;
    }

    public SimulatedHands hands() {
        return engine.hands();
    }

    /** The containers the engine has, whatever anybody believes. */
    public List<ObservedContainer> containers() {
        return hands().containers(cluster, name);
    }

    public int volumeCount() {
        return engine.volumes(cluster, name).size();
    }

    /** What its agents keep. */
    public SimulatedDisk disk() {
        return disk;
    }

    /** The engine begins every start so much later. */
    public void slowStarts(Duration duration) {
        hands().slowStarts(duration);
    }

    /** Whatever is slow, full or silent about the machine is so no more. */
    void mend() {
        disk.fill(false);
        disk.breakDown(false);
        disk.slow(Duration.ZERO);
        hands().silence(false);
        hands().fillDisk(false);
        hands().slowStarts(Duration.ZERO);
        hands().slowPulls(Duration.ZERO);
        hands().startDaemon(true);
        engine.fencer().breakDown(false);
    }

    public boolean isFrozen() {
        return agent.filter(each -> each.process().isFrozen()).isPresent();
    }

    public SimulatedFencer fencer() {
        return engine.fencer();
    }

    /** The agent stands still, as with SIGSTOP; its session ends at the ensemble in time. */
    public void freezeAgent() {
        agent.orElseThrow().process().freeze();
        frozenAt = world.now();
    }

    public void thawAgent() {
        agent.orElseThrow().process().thaw();
        thawedAt = world.now();
    }

    /** Since when its agent may know what it acts on: before it stood still, if it lately did. */
    public Instant knownSince(Instant now, Duration lately) {
        boolean stoodStill = isFrozen() || !thawedAt.isBefore(now.minus(lately));
        return (stoodStill && frozenAt.isBefore(now) ? frozenAt : now).minus(lately);
    }

    public boolean hasAgent() {
        return agent.isPresent();
    }

    /** How its agent reaches the ensemble. */
    public ClientLink link() {
        return store().link();
    }

    /** Its agent's client of the ensemble. */
    public SimulatedClusterStore store() {
        return agent.orElseThrow().store();
    }

    public void startAgent() {
        SimulatedProcess process = world.process(mark + "-" + ++boots,
                world.clockOf(name.value()));
        SimulatedClusterStore store = new SimulatedClusterStore(world, ensemble, process);
        ClusterRecords records = new ClusterRecords(store);
        FaultyEngine faulty = new FaultyEngine(engine, world, process);
        faulty.onStop(container -> told.put(container, world.now()));
        new AgentLoop(process, record(), disk, new AgentWorld(records,
                faulty, engine.network(), secrets, engine.fencer(), marks())).start();
        agent = Optional.of(new Agent(process, store));
    }

    /** When an agent last told that container to stop, whatever became of the call. */
    public Optional<Instant> toldToStop(String containerId) {
        return Optional.ofNullable(told.get(containerId));
    }

    public void killAgent() {
        agent.ifPresent(running -> running.process().kill());
        agent = Optional.empty();
    }

    /** The machine loses its power: the agent and every container with it. */
    public void crash() {
        killAgent();
        hands().losePower();
        disk.losePower();
        engine.fencer().reboot();
    }

    private MachineMarks marks() {
        return new MachineMarks(new TreeMap<>(Map.of("machine", new TreeSet<>(Set.of(mark)))));
    }

    private NodeRecord record() {
        String address = "10.0.0." + number;
        int first = 20_000 + number % PORT_RANGES * PORTS;
        return new NodeRecord(name, new Resources(CPUS * 1000, MEMORY), new TreeMap<>(), address,
                address, address + ":7000", first, first + PORTS - 1, bootToken(), "test",
                true);
    }

    private String bootToken() {
        return mark.equals(name.value()) ? "boot-" + boots : mark + "-" + boots;
    }
}
