package orchestrator.cli.speed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import orchestrator.reconciler.testhosts.BusyboxImage;
import orchestrator.reconciler.testhosts.HostCommand;
import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.TestHost;
import orchestrator.reconciler.testhosts.ThreeHosts;

/**
 * Three hosts with an engine each, and, once it is {@link #up}, an agent on each, a ZooKeeper server,
 * a server of ours and a client on machines beside them.
 */
final class SpeedCluster implements AutoCloseable {
    static final String IMAGE = "orch-test/busybox:speed";
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLIENT_PORT = 2181;

    private final ThreeHosts hosts = ThreeHosts.start();
    private final List<HostProcess> ours = new ArrayList<>();
    private String ensemble = "";
    private HostProcess client;
    private int asked;

    /** Engines that have the image, and nothing of ours. */
    SpeedCluster() {
        hosts.hosts().parallelStream().forEach(host -> BusyboxImage.importInto(host.engine(), IMAGE,
                "CMD [\"sh\",\"-c\",\"trap 'exit 0' TERM; sleep 1000000 & wait\"]"));
    }

    List<TestHost> hosts() {
        return hosts.hosts();
    }

    List<RawEngine> engines() {
        return hosts().stream().map(RawEngine::of).toList();
    }

    /** Starts what is ours and waits until it is ready. */
    void up() {
        TestHost machine = hosts.addMachine();
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> !machine.run("echo", "up").isEmpty());
        ensemble = machine.address() + ":" + CLIENT_PORT;
        startZooKeeper(machine);
        String state = machine.directory().resolve("server").toString();
        write(keyFile(), "0123456789abcdef".repeat(4) + "\n");
        HostCommand.run("chmod", "600", keyFile().toString());
        await().atMost(PATIENCE).ignoreExceptions()
                .until(() -> !machine.run("bash", "-c", "exec 3<>/dev/tcp/" + machine.address()
                        + "/" + CLIENT_PORT + " && echo up").isEmpty());
        ours.add(machine.start("server", orch("server", "--name", "server-1", "--zookeeper",
                ensemble, "--state-dir", state)));
        hosts().forEach(host -> ours.add(host.start("agent", orch("agent", "--node",
                "node-" + host.number(), "--address", host.address(), "--zookeeper", ensemble,
                "--key-file", keyFile().toString(), "--state-dir",
                host.directory().resolve("agent").toString(), "--docker-host", host.engine(),
                "--ports", "20000-20999", "--cpu", "4", "--memory", "4GB"))));
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(this::nodesAreReady);
        client = hosts.startAsClient("speed-client", List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path")),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", SpeedClient.class.getName(),
                ensemble));
        awaitLine("ready", 1);
    }

    private void startZooKeeper(TestHost machine) {
        Path directory = machine.directory().resolve("zookeeper");
        write(directory.resolve("zoo.cfg"), """
                tickTime=500
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                admin.enableServer=false
                """.formatted(directory.resolve("data"), CLIENT_PORT, machine.address()));
        ours.add(machine.start("zookeeper", List.of(System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m",
                "-Dzookeeper.nio.numSelectorThreads=1", "-Dzookeeper.nio.numWorkerThreads=0",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp",
                PROJECT.resolve("orchestrator-cli/target/orch.jar").toString(),
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                directory.resolve("zoo.cfg").toString())));
    }

    private boolean nodesAreReady() {
        List<String> command = new ArrayList<>(List.of("env", "NO_COLOR=1", "LC_ALL=C.UTF-8",
                "ORCH_ZOOKEEPER=" + ensemble, "ORCH_HOME="
                        + hosts.directory().resolve("home")));
        command.addAll(orch("nodes"));
        return hosts.asClient(Duration.ofSeconds(60), command).output().lines()
                .filter(line -> line.matches("node-\\d +ready.*")).count() == hosts().size();
    }

    /** Wants so many of a project, none to remove it; says when that was. */
    Instant apply(String project, int count, int round) {
        asked++;
        client.tell(project + " " + count + " " + round);
        return Instant.parse(awaitLine("applied ", asked).split("\\|")[1]);
    }

    private String awaitLine(String begin, int count) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> client.output().lines().filter(line -> line.startsWith(begin))
                        .toList(), lines -> lines.size() >= count)
                .getLast();
    }

    /** The processes of server, ZooKeeper and agents. */
    Collection<ProcessHandle> ownProcesses() {
        return ours.stream().flatMap(each -> each.all().stream()).toList();
    }

    /** Those of the engines, with what belongs to their containers. */
    Collection<ProcessHandle> engineProcesses() {
        return hosts().stream().flatMap(host -> host.engineProcesses().stream()).toList();
    }

    private Path keyFile() {
        return hosts.directory().resolve("cluster.key");
    }

    private static List<String> orch(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROJECT.resolve("orch").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** What every process of ours said. */
    void printLogs() {
        ours.forEach(each -> System.out.println("----\n" + each.output()));
    }

    @Override
    public void close() {
        if (client != null) {
            client.finish();
        }
        hosts.close();
    }
}
