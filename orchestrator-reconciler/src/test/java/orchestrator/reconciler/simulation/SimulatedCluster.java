package orchestrator.reconciler.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceId;
import orchestrator.reconciler.client.StoreClusterClient;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.simulation.disk.SimulatedDisk;
import orchestrator.reconciler.simulation.git.SimulatedGit;
import orchestrator.reconciler.simulation.zookeeper.ClientLink;
import orchestrator.reconciler.simulation.zookeeper.SimulatedClusterStore;
import orchestrator.reconciler.simulation.zookeeper.SimulatedEnsemble;
import orchestrator.reconciler.store.ClusterBootstrap;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Each;
import orchestrator.reconciler.store.StoreWrite;

/**
 * A whole cluster in one thread under simulated time: two servers with the real loops, agents with
 * the real loops, a store with sessions and watches, engines that pretend. Everything that happens
 * follows from the seed, which every failure names.
 */
public final class SimulatedCluster implements AutoCloseable {
    /** How long the store keeps a session it hears nothing of. */
    public static final Duration SESSION = Duration.ofSeconds(6);
    public static final ClusterId ID = new ClusterId("c0ffee00-0000-0000-0000-000000000000");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int ENSEMBLE = 3;
    private static final Duration STEP = Duration.ofMillis(50);

    private final long seed;
    private final SimulatedTimeline timeline;
    private final SimulatedEnsemble ensemble;
    private final ContainerLog log = new ContainerLog(ID);
    private final ClusterRecords records;
    private final SimulatedPerson person;
    private final ClusterSight sight;
    private final SimulatedGit git;
    private final SortedMap<String, SimulatedServer> servers = new TreeMap<>();
    private final SortedMap<String, SimulatedDisk> serverDisks = new TreeMap<>();
    private final SortedMap<String, SimulatedMachine> nodes = new TreeMap<>();
    /** What fails its checks, or did: until when. */
    private final TreeMap<String, Instant> broken = new TreeMap<>();
    private final TreeMap<InstanceId, Instant> failing = new TreeMap<>();
    private final DecodedOnce decoded = new DecodedOnce();
    private final Path disks;
    private final SimulatedMachine.World world;

    /** How many nodes, and whether every machine has a clock of its own. */
    public record Setup(int nodes, boolean wrongClocks) {}

    /** Two servers and so many nodes, named core-01 and so on, all up and known. */
    public SimulatedCluster(long seed, int nodeCount) {
        this(seed, new Setup(nodeCount, false));
    }

    public SimulatedCluster(long seed, Setup setup) {
        int nodeCount = setup.nodes();
        this.seed = seed;
        this.timeline = new SimulatedTimeline(seed);
        if (setup.wrongClocks()) {
            timeline.wrongClocks();
        }
        this.ensemble = new SimulatedEnsemble(timeline, ENSEMBLE);
        this.disks = temporaryDirectory();
        SimulatedProcess laptop = timeline.process("laptop");
        this.records = new ClusterRecords(ensemble.witness("test"));
        ClusterRecords herRecords = new ClusterRecords(
                new SimulatedClusterStore(timeline, ensemble, laptop));
        SecretSealer sealer = new SecretSealer(
                ClusterKey.readOrCreate(disks.resolve("cluster.key"), this::random), this::random);
        this.git = new SimulatedGit(timeline, sealer);
        this.person = new SimulatedPerson(herRecords,
                new StoreClusterClient(herRecords, () -> sealer, laptop::now,
                        Each.IN_TURN),
                laptop, timeline);
        new ClusterBootstrap(records, () -> ID).open();
        this.world = new SimulatedMachine.World(timeline, ensemble, ID, log,
                sealer::open);
        for (int number = 1; number <= nodeCount; number++) {
            SimulatedMachine node = new SimulatedMachine(world, number);
            nodes.put(node.name().value(), node);
        }
        this.sight = new ClusterSight(records, List.copyOf(nodes.values()));
        onCommit(committed -> {
            decoded.begin();
            timeline.trace().note(() -> told(committed));
        });
        log.listen(deed -> timeline.trace().note(deed::toString));
        startServer("server-1");
        startServer("server-2");
        nodes.values().forEach(SimulatedMachine::startAgent);
        await("all nodes known", () -> records.nodes().size() == nodeCount
                && leader().isPresent());
    }

    public void apply(String yaml) {
        apply(yaml, Declarations.TEMPLATE_TEXT);
    }

    public void apply(String yaml, String template) {
        person.apply(yaml, template);
    }

    public void delete(String project) {
        person.delete(project);
    }

    public SimulatedPerson person() {
        return person;
    }

    /** The repositories that projects may follow. */
    public SimulatedGit git() {
        return git;
    }

    /** Whatever is made from that image fails its checks, on every node; or no more. */
    public void breakImage(String image, boolean fails) {
        broken.put(image, fails ? Instant.MAX : timeline.now());
        nodes.values().forEach(node -> node.hands().breakImage(image, fails));
    }

    /** True when whatever was made from that image failed its checks at some time since then. */
    public boolean wasBroken(String image, Instant since) {
        return !broken.getOrDefault(image, Instant.MIN).isBefore(since);
    }

    /** Every check of that instance fails, wherever it runs; or passes again. */
    public void failChecks(InstanceId instance, boolean fail) {
        failing.put(instance, fail ? Instant.MAX : timeline.now());
        nodes.values().forEach(node -> node.hands().failChecks(instance, fail));
    }

    /** No image and no instance fails its checks any more, and every engine and disk is well. */
    public void forgiveAll() {
        broken.entrySet().stream().filter(each -> each.getValue().equals(Instant.MAX))
                .map(Map.Entry::getKey).toList().forEach(image -> breakImage(image, false));
        failing.entrySet().stream().filter(each -> each.getValue().equals(Instant.MAX))
                .map(Map.Entry::getKey).toList().forEach(each -> failChecks(each, false));
        nodes.values().forEach(SimulatedMachine::mend);
    }

    /** True when that instance failed its checks at some time since then. */
    public boolean wasFailing(InstanceId instance, Instant since) {
        return !failing.getOrDefault(instance, Instant.MIN).isBefore(since);
    }

    public void drain(String node) {
        person.drain(node);
    }

    public void confirmDead(String node) {
        person.confirmDead(node);
    }

    public void undrain(String node) {
        person.undrain(node);
    }

    public void startServer(String name) {
        servers.put(name, new SimulatedServer(timeline, ensemble, new SimulatedServer.Identity(ID,
                name, serverDisks.computeIfAbsent(name, _ -> SimulatedDisk.healthy())), git));
    }

    /** All servers and agents end and are started again, as by a person; she may empty their disks. */
    public void startAllAnew(boolean withoutMemory) {
        servers.values().forEach(SimulatedServer::kill);
        nodes.values().forEach(SimulatedMachine::killAgent);
        if (withoutMemory) {
            serverDisks.values().forEach(SimulatedDisk::empty);
            nodes.values().forEach(node -> node.disk().empty());
        }
        servers().forEach(this::startServer);
        nodes.values().forEach(SimulatedMachine::startAgent);
    }

    /** Returns the name of the server that led. */
    public String killLeader() {
        String name = leader().orElseThrow();
        servers.get(name).kill();
        return name;
    }

    /** Returns the name of the server that did not lead. */
    public String killStandby() {
        String leader = leader().orElseThrow();
        String name = servers.keySet().stream().filter(each -> !each.equals(leader)).findFirst()
                .orElseThrow();
        servers.get(name).kill();
        return name;
    }

    /** Calls {@code listener} before every commit that only a leader may make. */
    public void beforeLeaderCommits(Consumer<List<StoreWrite>> listener) {
        servers.values().forEach(server -> server.onCommit(writes -> {
            listener.accept(writes);
            return Fates.OfCommit.ANSWERED;
        }));
    }

    public SimulatedServer server(String name) {
        return servers.get(name);
    }

    public SimulatedMachine node(String name) {
        return nodes.get(name);
    }

    /** Another machine with a copy of the disk of that one, whose agent starts. */
    public SimulatedMachine cloneOf(String node) {
        SimulatedMachine clone = nodes.get(node).cloned(world);
        clone.startAgent();
        return clone;
    }

    public void restartAgent(String node) {
        nodes.get(node).killAgent();
        nodes.get(node).startAgent();
    }

    public void killContainer(String address) {
        sight.find(address).ifPresent(found -> found.node().hands().exit(found.id(), 137));
    }

    public SimulatedEnsemble ensemble() {
        return ensemble;
    }

    /** Every process but the person's loses its way to the store, or gets it back. */
    public void cutEverybody() {
        links().forEach(ClientLink::cut);
    }

    public void healEverybody() {
        links().forEach(ClientLink::heal);
    }

    /** Those of every living server and agent. */
    public List<ClientLink> links() {
        return stores().stream().map(SimulatedClusterStore::link).toList();
    }

    /** The clients of every living server and agent. */
    public List<SimulatedClusterStore> stores() {
        return Stream.concat(
                servers.values().stream().filter(SimulatedServer::isAlive)
                        .map(SimulatedServer::store),
                nodes.values().stream().filter(SimulatedMachine::hasAgent)
                        .map(SimulatedMachine::store))
                .toList();
    }

    public List<String> servers() {
        return List.copyOf(servers.keySet());
    }

    public void dropWatches() {
        stores().forEach(store -> store.setDropHints(true));
    }

    /** Calls {@code listener} right after everything that is committed from now on. */
    public void onCommit(Consumer<Committed> listener) {
        ensemble.listen(listener);
    }

    private static String told(Committed committed) {
        return committed.process() + " committed " + committed.writes().stream()
                .map(write -> write.getClass().getSimpleName() + " " + write.path()).toList();
    }

    /** What a record of the latest commit says; whoever asks gets the same object. */
    public <T> T decoded(Class<T> type, byte[] data) {
        return decoded.decode(type, data);
    }

    public long seed() {
        return seed;
    }

    /** What becomes of every call from now on. */
    public void fates(Fates fates) {
        timeline.fates(fates);
    }

    public ClusterSight sight() {
        return sight;
    }

    public ContainerLog log() {
        return log;
    }

    public SimulatedTimeline timeline() {
        return timeline;
    }

    public ClusterRecords records() {
        return records;
    }

    public List<String> nodeNames() {
        return List.copyOf(nodes.keySet());
    }

    /** The living server that believes to lead, when it is exactly one. */
    public Optional<String> leader() {
        List<String> leaders = servers.entrySet().stream()
                .filter(each -> each.getValue().believesToLead())
                .map(Map.Entry::getKey).toList();
        return leaders.size() == 1 ? Optional.of(leaders.getFirst()) : Optional.empty();
    }

    /** What {@code value} is every 100 ms from now on. */
    public <T> List<T> sample(Supplier<T> value) {
        List<T> samples = new ArrayList<>();
        sampleAgain(samples, value);
        return samples;
    }

    private <T> void sampleAgain(List<T> samples, Supplier<T> value) {
        samples.add(value.get());
        timeline.after(Duration.ofMillis(100), () -> sampleAgain(samples, value));
    }

    public void pass(Duration duration) {
        timeline.advance(duration);
    }

    public void awaitReady(int instances) {
        await(instances + " instances ready", () -> sight.readyCount() == instances
                && sight.running().size() == instances);
    }

    /** Until nothing was written and no container touched for ten seconds. */
    public void awaitSettled() {
        await("nothing happening for ten seconds", () -> {
            int writes = ensemble.log().size();
            int deeds = log.mark();
            timeline.advance(Duration.ofSeconds(10));
            return writes == ensemble.log().size() && deeds == log.mark();
        });
    }

    public void await(String what, BooleanSupplier condition) {
        await(what, LONG, condition);
    }

    /** Lets time pass until the condition holds; fails, with the seed, after {@code bound}. */
    public void await(String what, Duration bound, BooleanSupplier condition) {
        var until = timeline.now().plus(bound);
        while (!condition.getAsBoolean()) {
            if (timeline.now().isAfter(until)) {
                throw new AssertionError("seed " + seed + ": no " + what + " within " + bound
                        + "\n" + sight.describe());
            }
            timeline.advance(STEP);
        }
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        timeline.random().nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        nodes.values().forEach(SimulatedMachine::killAgent);
        timeline.close();
        try (Stream<Path> files = Files.walk(disks)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> {
                if (!path.toFile().delete()) {
                    throw new IllegalStateException("cannot remove " + path);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("simulated-disks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
