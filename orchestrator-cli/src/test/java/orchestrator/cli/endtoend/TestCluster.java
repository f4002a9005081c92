package orchestrator.cli.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.TestHost;
import orchestrator.reconciler.testhosts.ThreeHosts;

/**
 * A cluster as a person would set it up: on each of three hosts a container engine, a ZooKeeper server
 * and an agent, and servers of ours on the first two. Commands run on a machine beside them.
 */
final class TestCluster implements AutoCloseable {
    /** Loaded machines are slow; a command that hangs must end all the same. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(90);
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final int KEY_BYTES = 32;

    private final ThreeHosts hosts;
    private final Map<Integer, HostProcess> zooKeepers = new TreeMap<>();
    private final Map<Integer, HostProcess> servers = new TreeMap<>();
    private final Map<Integer, HostProcess> agents = new TreeMap<>();

    private TestCluster(ThreeHosts hosts) {
        this.hosts = hosts;
    }

    /** Starts everything and waits until three nodes are ready. */
    static TestCluster start(String... images) {
        TestCluster cluster = new TestCluster(ThreeHosts.start());
        try {
            if (images.length > 0) {
                cluster.hosts.loadImages(images);
            }
            cluster.writeKey();
            cluster.hosts.hosts().forEach(cluster::startZooKeeper);
            cluster.startServer(1);
            cluster.startServer(2);
            cluster.hosts.hosts().forEach(host -> cluster.startAgent(host.number()));
            cluster.awaitNodes();
            return cluster;
        } catch (RuntimeException e) {
            cluster.printLogs();
            cluster.close();
            throw e;
        }
    }

    static Path project(String path) {
        return PROJECT.resolve(path);
    }

    ThreeHosts hosts() {
        return hosts;
    }

    TestHost host(int number) {
        return hosts.host(number);
    }

    private String ensemble() {
        return hosts.hosts().stream()
                .map(host -> host.address() + ":2181")
                .collect(Collectors.joining(","));
    }

    private Path keyFile() {
        return hosts.directory().resolve("cluster.key");
    }

    private void writeKey() {
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        write(keyFile(), HexFormat.of().formatHex(key) + "\n");
        HostCommand.run("chmod", "600", keyFile().toString());
    }

    private void startZooKeeper(TestHost host) {
        Path directory = host.directory().resolve("zookeeper");
        String members = hosts.hosts().stream()
                .map(member -> "server." + member.number() + "=" + member.address()
                        + ":2888:3888\n")
                .collect(Collectors.joining());
        write(directory.resolve("data/myid"), host.number() + "\n");
        write(directory.resolve("zoo.cfg"), """
                tickTime=500
                initLimit=10
                syncLimit=4
                dataDir=%s
                clientPort=2181
                clientPortAddress=%s
                admin.enableServer=false
                %s""".formatted(directory.resolve("data"), host.address(), members));
        zooKeepers.put(host.number(), host.start("zookeeper", List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx256m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp",
                project("orchestrator-cli/target/orch.jar").toString(),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                directory.resolve("zoo.cfg").toString())));
    }

    /** Starts, or starts again, our server on a host. */
    void startServer(int host) {
        servers.put(host, host(host).start("server", orch("server", "--name", "server-" + host,
                "--zookeeper", ensemble(), "--state-dir",
                host(host).directory().resolve("server").toString())));
    }

    /** Starts, or starts again, the agent of a host, with the state it had. */
    void startAgent(int host) {
        TestHost at = host(host);
        agents.put(host, at.start("agent", orch("agent", "--node", node(host), "--address",
                at.address(), "--zookeeper", ensemble(), "--key-file", keyFile().toString(),
                "--state-dir", at.directory().resolve("agent").toString(), "--docker-host",
                at.engine(), "--ports", "20000-20999", "--cpu", "4", "--memory", "4GB")));
    }

    static String node(int host) {
        return "node-" + host;
    }

    HostProcess server(int host) {
        return servers.get(host);
    }

    /** The host of the server that was the last to lead, by what the servers say themselves. */
    int leader() {
        Pattern leads = Pattern.compile("leads, epoch (\\d+)");
        int leader = 0;
        int newest = 0;
        for (Map.Entry<Integer, HostProcess> server : servers.entrySet()) {
            Matcher terms = leads.matcher(server.getValue().output());
            while (terms.find()) {
                if (Integer.parseInt(terms.group(1)) > newest) {
                    newest = Integer.parseInt(terms.group(1));
                    leader = server.getKey();
                }
            }
        }
        return leader;
    }

    HostProcess agent(int host) {
        return agents.get(host);
    }

    private void awaitNodes() {
        await().atMost(180, SECONDS).pollInterval(1, SECONDS).until(() -> {
            HostCommand.Result nodes = run("nodes");
            return nodes.exitCode() == 0
                    && nodes.output().lines().filter(line -> line.matches("node-\\d +ready.*"))
                            .count() == 3;
        });
    }

    /** Runs {@code orch} with these arguments on a machine that is no node. */
    HostCommand.Result run(String... arguments) {
        return run(COMMAND_LIMIT, arguments);
    }

    HostCommand.Result run(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "NO_COLOR=1", "LC_ALL=C.UTF-8",
                "ORCH_ZOOKEEPER=" + ensemble(), "ORCH_KEY_FILE=" + keyFile(), "ORCH_HOME="
                        + hosts.directory().resolve("home")));
        command.addAll(orch(arguments));
        return hosts.asClient(limit, command);
    }

    /** Like {@link #run}; fails when the command does, and returns what it printed. */
    String orchDoes(Duration limit, String... arguments) {
        HostCommand.Result result = run(limit, arguments);
        if (result.exitCode() != 0) {
            throw new AssertionError("orch " + String.join(" ", arguments) + " ended with "
                    + result.exitCode() + ":\n" + result.output());
        }
        return result.output();
    }

    private static List<String> orch(String... arguments) {
        List<String> command = new ArrayList<>(List.of(project("orch").toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** What every process said, for a test that failed. */
    void printLogs() {
        Map.of("server", servers, "agent", agents, "zookeeper", zooKeepers).forEach(
                (what, processes) -> processes.forEach((host, process) -> System.out.println(
                        "---- " + what + " on host " + host + " (alive: " + process.isAlive()
                                + ")\n" + end(process.output()))));
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
        hosts.close();
    }
}
