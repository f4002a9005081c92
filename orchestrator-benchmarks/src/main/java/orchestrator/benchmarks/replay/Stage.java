package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import orchestrator.benchmarks.core.SampleProjects;
import orchestrator.benchmarks.table.Options;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.wiring.ClientConnection;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;

/**
 * The processes of one run and what a person has in hand: a ZooKeeper, servers, a client. Everything
 * lies in one new directory, which goes with it.
 */
final class Stage implements AutoCloseable {
    /** What the launcher gives a server as well. */
    static final List<String> SHIPPED = List.of("-XX:+UseCompactObjectHeaders",
            "-XX:MaxNewSize=96m", "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000", "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private final Options options;
    private final Path directory;
    private final Child zookeeper;
    private final List<Child> servers = new ArrayList<>();
    private Optional<ClusterClient> client = Optional.empty();

    /** Starts the ZooKeeper, with data in a new directory below {@code --directory}. */
    Stage(Options options) {
        this.options = options;
        try {
            directory = Files.createTempDirectory(Path.of(options.text("directory",
                    System.getProperty("java.io.tmpdir"))), "orch-replay");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        zookeeper = Child.start(ZooKeeperMain.class,
                List.of("-Xmx" + options.text("zookeeper-heap", "1g")),
                List.of(directory.resolve("zookeeper").toString()));
    }

    /** {@code 127.0.0.1:port}. */
    String connect() {
        return zookeeper.told();
    }

    Child zookeeper() {
        return zookeeper;
    }

    /** Starts one more server; with {@code --profile FILE} a flight recording of it is written. */
    Child startServer() {
        List<String> jvm = new ArrayList<>(SHIPPED);
        jvm.add("-Xmx" + options.text("server-heap", "1g"));
        String profile = options.text("profile", "");
        if (!profile.isEmpty()) {
            jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + Path.of(profile).toAbsolutePath());
        }
        String name = "server-" + (servers.size() + 1);
        Child server = Child.start(ServerMain.class, jvm,
                List.of(name, connect(), directory.resolve(name).toString()));
        servers.add(server);
        return server;
    }

    /** The person's side; there must have been a server before. */
    ClusterClient client() {
        if (client.isEmpty()) {
            client = Optional.of(ClientConnection.open(
                    new ClusterAddress(connect(), Optional.empty(), true)));
        }
        return client.get();
    }

    /** Applies a file; {@code before} is the revision it had, 0 for none. */
    void apply(SampleProjects.File file, int before) {
        Revision draft = new Revision(new ProjectName(file.project()), before + 1, "benchmark",
                Instant.now(), "here", "replay", file.project() + ".yml", file.text(),
                new TreeMap<>(), false);
        client().apply(draft, before == 0 ? OptionalInt.empty() : OptionalInt.of(before));
    }

    /** Applies all that the size asks for, each project for the first time. */
    void applyAll(Size size) {
        SampleProjects.of(size.services(), size.each()).forEach(file -> apply(file, 0));
    }

    @Override
    public void close() {
        client.ifPresent(ClusterClient::close);
        servers.forEach(Child::close);
        zookeeper.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println(directory + " could not be removed: " + e.getMessage());
        }
    }
}
