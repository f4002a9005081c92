package orchestrator.cli.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.TestHost;
import orchestrator.reconciler.testhosts.ThreeHosts;
import orchestrator.reconciler.zookeeper.TransactionLog;

/**
 * A cluster to be broken. On each of three hosts an engine, a ZooKeeper server and an agent; two
 * servers of ours on two further machines, so that one can be cut off alone. All names carry the
 * number of the test's process, and all addresses are in network namespaces of the set: any number
 * of such clusters may run side by side.
 */
final class FaultCluster implements AutoCloseable {
    /** Where clients find a ZooKeeper server. */
    static final int CLIENT_PORT = 2181;
    /** Where ZooKeeper servers talk to each other. */
    static final int[] QUORUM_PORTS = {2888, 3888};
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEY_BYTES = 32;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 1000;

    private final ThreeHosts hosts;
    private final List<TestHost> machines = new ArrayList<>();
    private final Map<Integer, HostProcess> zooKeepers = new TreeMap<>();
    private final Map<Integer, HostProcess> servers = new TreeMap<>();
    private final Map<Integer, HostProcess> agents = new TreeMap<>();
    private final Declared declared = new Declared(this);
    private final Beacons beacons;

    private FaultCluster(ThreeHosts hosts) {
        this.hosts = hosts;
        this.beacons = new Beacons(hosts.hosts());
    }

    /** Starts everything, applies the projects of {@link Declared} and waits until they run. */
    static FaultCluster start() {
        FaultCluster cluster = new FaultCluster(ThreeHosts.start());
        try {
            cluster.up();
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            cluster.printLogs();
            cluster.close();
            throw e;
        }
    }

    /** Switches on again a host that was killed: engine, ZooKeeper server and agent. */
    void boot(int host, boolean empty) {
        if (empty) {
            host(host).bootEmpty("zookeeper");
            Beacons.loadImage(host(host));
        } else {
            host(host).boot();
        }
        startZooKeeper(host);
        startAgent(host);
    }

    private void up() {
        hosts.hosts().parallelStream().forEach(Beacons::loadImage);
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        write(keyFile(), HexFormat.of().formatHex(key) + "\n");
        HostCommand.run("chmod", "600", keyFile().toString());
        machines.add(hosts.addMachine());
        machines.add(hosts.addMachine());
        each(hosts.hosts().size(), this::startZooKeeper);
        // a server that finds no ensemble in its first moments ends
        await().atMost(Duration.ofSeconds(120)).until(() -> zooKeeperLeader() > 0);
        each(machines.size(), this::startServer);
        each(hosts.hosts().size(), this::startAgent);
        each(machines.size(), server -> awaitStart(servers, server, this::startServer));
        each(hosts.hosts().size(), host -> awaitStart(agents, host, this::startAgent));
        awaitNodes();
        declared.applyAll();
        declared.await();
    }

    private static void each(int count, IntConsumer start) {
        IntStream.rangeClosed(1, count).forEach(start);
    }

    ThreeHosts hosts() {
        return hosts;
    }

    /** A host with engine, ZooKeeper and agent, 1 to 3. */
    TestHost host(int number) {
        return hosts.host(number);
    }

    /** The machine of a server of ours, 1 or 2. */
    TestHost machine(int number) {
        return machines.get(number - 1);
    }

    Declared declared() {
        return declared;
    }

    Beacons beacons() {
        return beacons;
    }

    /** {@code host:port} of all ZooKeeper servers. */
    String ensemble() {
        return hosts.hosts().stream().map(host -> host.address() + ":" + CLIENT_PORT)
                .collect(Collectors.joining(","));
    }

    private Path keyFile() {
        return hosts.directory().resolve("cluster.key");
    }

    /** Where the ZooKeeper server of a host keeps what it knows. */
    Path zooKeeperData(int host) {
        return host(host).directory().resolve("zookeeper/data");
    }

    /** Starts, or starts again with the data it has, the ZooKeeper server of a host. */
    void startZooKeeper(int host) {
        Path directory = host(host).directory().resolve("zookeeper");
        write(zooKeeperData(host).resolve("myid"), host + "\n");
        write(directory.resolve("zoo.cfg"), """
                tickTime=500
                initLimit=10
                syncLimit=4
                fastleader.maxNotificationInterval=2000
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                maxClientCnxns=0
                admin.enableServer=false
                %s""".formatted(zooKeeperData(host), CLIENT_PORT, host(host).address(),
                hosts.hosts().stream().map(FaultCluster::member)
                        .collect(Collectors.joining())));
        zooKeepers.put(host, host(host).start("zookeeper", List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC",
                SlowDisk.option(directory.resolve("slow-disk.jar"), slowness(host)),
                "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dzookeeper.preAllocSize=1024",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp",
                PROJECT.resolve("orchestrator-cli/target/orch.jar").toString(),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                directory.resolve("zoo.cfg").toString())));
    }

    /** The file that says how slow the disk of that ZooKeeper server is; see {@link SlowDisk}. */
    Path slowness(int host) {
        return host(host).directory().resolve("slowness");
    }

    private static String member(TestHost host) {
        return "server." + host.number() + "=" + host.address() + ":" + QUORUM_PORTS[0] + ":"
                + QUORUM_PORTS[1] + "\n";
    }

    HostProcess zooKeeper(int host) {
        return zooKeepers.get(host);
    }

    /** Starts, or starts again, a server of ours. */
    void startServer(int machine) {
        startServer(machine, ensemble());
    }

    /** Like {@link #startServer(int)}, knowing only these ZooKeeper servers. */
    void startServer(int machine, String zooKeepers) {
        servers.put(machine, machine(machine).start("server", serverCommand("server-" + machine,
                machine(machine).directory().resolve("server"), zooKeepers)));
    }

    /** What runs a server of that name which remembers its cluster in {@code state}. */
    static List<String> serverCommand(String name, Path state, String zooKeepers) {
        return orch("server", "--name", name, "--zookeeper", zooKeepers, "--state-dir",
                state.toString());
    }

    HostProcess server(int machine) {
        return servers.get(machine);
    }

    /** Starts, or starts again with the state it had, the agent of a host. */
    void startAgent(int host) {
        startAgent(host, ensemble());
    }

    /** Starts it again until it stays: on a busy machine what it needs may be too slow for it. */
    private static void awaitStart(Map<Integer, HostProcess> processes, int number,
            IntConsumer start) {
        await().atMost(PATIENCE.multipliedBy(3)).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!processes.get(number).isAlive()) {
                start.accept(number);
            }
            return processes.get(number).output().contains("has started");
        });
    }

    /** Like {@link #startAgent(int)}, knowing only these ZooKeeper servers. */
    void startAgent(int host, String zooKeepers) {
        agents.put(host, host(host).start("agent",
                agent("node-" + host, host, "agent", zooKeepers, FIRST_PORT)));
    }

    /** Starts a second agent on a host, which takes itself for that node. */
    HostProcess startSecondAgent(String node, int host, String state) {
        return host(host).start("agent-" + state,
                agent(node, host, state, ensemble(), FIRST_PORT + PORTS));
    }

    /** Starts the agent of a host anew: it dies at that failpoint. */
    void startAgentDyingAt(int host, String failpoint) {
        List<String> command = new ArrayList<>(List.of("env",
                "JAVA_TOOL_OPTIONS=-Dorch.failpoint=" + failpoint));
        command.addAll(agent("node-" + host, host, "agent", ensemble(), FIRST_PORT));
        agents.put(host, host(host).start("agent", command));
    }

    private List<String> agent(String node, int host, String state, String zooKeepers,
            int firstPort) {
        TestHost at = host(host);
        return orch("agent", "--node", node, "--address", at.address(), "--zookeeper", zooKeepers,
                "--key-file", keyFile().toString(), "--state-dir",
                at.directory().resolve(state).toString(), "--docker-host", at.engine(), "--ports",
                firstPort + "-" + (firstPort + PORTS - 1), "--cpu", "4", "--memory", "4GB",
                "--label", "host=" + host);
    }

    /** Waits until every node is connected, for two minutes at most. */
    void awaitNodes() {
        await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(300))
                .until(() -> run("nodes").output().lines()
                        .filter(line -> line.matches("node-\\d +ready.*")).count() == hosts.hosts()
                                .size());
    }

    /** When the agent of a host first wrote its status after that moment, by the ensemble's log. */
    long reportOf(int host, long since) {
        String status = "/status/node-" + host;
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> log().stream().filter(each -> each.at() > since
                        && each.on(TransactionLog.Kind.UPDATE, status).findAny().isPresent())
                        .mapToLong(TransactionLog.Transaction::at).findFirst(),
                        java.util.OptionalLong::isPresent)
                .getAsLong();
    }

    private List<TransactionLog.Transaction> log() {
        return TransactionLog.of(
                hosts.hosts().stream().map(host -> zooKeeperData(host.number())).toList());
    }

    HostProcess agent(int host) {
        return agents.get(host);
    }

    /** What the ensemble has decided so far, by its own files. */
    Terms terms() {
        return Terms.of(TransactionLog.of(
                hosts.living().stream()
                        .map(host -> host.inside(zooKeeperData(host.number()))).toList()));
    }

    /** The host whose ZooKeeper server leads the ensemble, or 0. */
    int zooKeeperLeader() {
        return hosts.living().stream().map(TestHost::number)
                .filter(host -> zooKeeperMode(host).equals("leader")).findFirst().orElse(0);
    }

    /** Waits until a ZooKeeper server leads, and returns its host. */
    int awaitZooKeeperLeader() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .until(this::zooKeeperLeader, host -> host > 0);
    }

    /**
     * Restarts the ZooKeeper server that leads until one leads whose host is wanted. That of host 1
     * never does while all are up: of those that know as much, the one of the highest number wins.
     */
    void letLead(IntPredicate wanted) {
        while (!wanted.test(awaitZooKeeperLeader())) {
            int leader = awaitZooKeeperLeader();
            zooKeeper(leader).kill();
            awaitZooKeeperLeader();
            startZooKeeper(leader);
            awaitZooKeepers();
        }
    }

    /** Waits until every ZooKeeper server leads or follows. */
    void awaitZooKeepers() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> hosts.living()
                .stream().noneMatch(host -> zooKeeperMode(host.number()).isEmpty()));
    }

    /** {@code leader}, {@code follower}, or nothing while it is neither. */
    String zooKeeperMode(int host) {
        return hosts.asClient(Duration.ofSeconds(3), List.of("bash", "-c",
                "exec 3<>/dev/tcp/%s/%d && printf srvr >&3 && timeout 2 cat <&3".formatted(
                        host(host).address(), CLIENT_PORT)))
                .output().lines().filter(line -> line.startsWith("Mode: "))
                .map(line -> line.substring("Mode: ".length())).findFirst().orElse("");
    }

    /** Runs {@code orch} with these arguments on a machine that is no node. */
    HostCommand.Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "NO_COLOR=1", "LC_ALL=C.UTF-8",
                "ORCH_ZOOKEEPER=" + ensemble(), "ORCH_KEY_FILE=" + keyFile(), "ORCH_HOME="
                        + hosts.directory().resolve("home")));
        command.addAll(orch(arguments));
        return hosts.asClient(COMMAND_LIMIT, command);
    }

    private static List<String> orch(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROJECT.resolve("orch").toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Applies a file so often by a program of its own; how many milliseconds that took. */
    long applyMany(String project, int count, String text) {
        Path file = hosts.directory().resolve("many/" + project + ".yml");
        write(file, text);
        HostCommand.Result done = hosts.asClient(Duration.ofMinutes(5), List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", ManyApplies.class.getName(),
                ensemble(), keyFile().toString(), project, file.toString(),
                Integer.toString(count)));
        String[] lines = done.output().strip().split("\n");
        if (done.exitCode() != 0) {
            throw new AssertionError("many applies ended with " + done.output());
        }
        return Long.parseLong(lines[lines.length - 1]);
    }

    /** What every process said, for a test that failed. */
    void printLogs() {
        Map.of("server", servers, "agent", agents, "zookeeper", zooKeepers).forEach(
                (what, processes) -> processes.forEach((host, process) -> System.out.println(
                        "---- " + what + " " + host + " (alive: " + process.isAlive() + ")\n"
                                + end(process.output()))));
    }

    private static String end(String text) {
        int longest = 12_000;
        return text.substring(Math.max(0, text.length() - longest));
    }

    static void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    @Override
    public void close() {
        beacons.close();
        hosts.close();
    }
}
