package orchestrator.reconciler.testhosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Three hosts with a container engine each, made of namespaces of one machine, and a bare client on
 * the same network. Needs root. Nothing is left behind: neither after {@link #close}, nor by a test
 * that was killed, whose remains the next one removes.
 */
public final class ThreeHosts implements AutoCloseable {
    private static final String PREFIX = "orcht";
    private static final int FIRST_MACHINE = 101;
    private static final int CLIENT = 250;

    private final String set = PREFIX + ProcessHandle.current().pid();
    private final Path directory = Path.of(System.getProperty("java.io.tmpdir"), set);
    private final HostNetwork network = new HostNetwork(set);
    private final List<TestHost> hosts = new ArrayList<>();
    private final List<TestHost> machines = new ArrayList<>();

    private ThreeHosts() {}

    /** Starts the hosts and waits for their engines, a minute at most. */
    public static ThreeHosts start() {
        removeRemains();
        ThreeHosts started = new ThreeHosts();
        try {
            started.up();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private void up() {
        network.up();
        network.plug(CLIENT);
        IntStream.rangeClosed(1, 3).forEach(number -> hosts.add(TestHost.start(network, number,
                directory.resolve("h" + number))));
        hosts.forEach(TestHost::awaitEngine);
    }

    /** Hosts 1 to 3; killed ones stay in the list. */
    public List<TestHost> hosts() {
        return List.copyOf(hosts);
    }

    /** Those that have not been killed. */
    public List<TestHost> living() {
        return hosts.stream().filter(TestHost::isUp).toList();
    }

    /** Host {@code number}, counted from 1. */
    public TestHost host(int number) {
        return hosts.get(number - 1);
    }

    /** One more machine on the network, without an engine. */
    public TestHost addMachine() {
        int number = FIRST_MACHINE + machines.size();
        machines.add(TestHost.bare(network, number, directory.resolve("m" + number)));
        return machines.getLast();
    }

    /** For files of the test itself; gone with the hosts. */
    public Path directory() {
        return directory;
    }

    /** Copies images of this machine's engine, as they are named there, to every host. */
    public void loadImages(String... images) {
        Path archive = directory.resolve("images.tar");
        List<String> save = new ArrayList<>(List.of("docker", "save", "-o", archive.toString()));
        save.addAll(Arrays.asList(images));
        HostCommand.run(Duration.ofSeconds(180), save);
        hosts.parallelStream().forEach(host -> HostCommand.run(Duration.ofSeconds(300),
                List.of("docker", "-H", host.engine(), "load", "-q", "-i", archive.toString())));
        HostCommand.run("rm", archive.toString());
    }

    /** Runs a command as a machine that is on the network and is none of the hosts. */
    public HostCommand.Result asClient(Duration limit, List<String> command) {
        return HostCommand.attempt(limit, onClient(command));
    }

    /**
     * Starts a process on that machine. It has to end with its standard input, for no host takes it
     * along.
     */
    public HostProcess startAsClient(String name, List<String> command) {
        return HostProcess.start(onClient(command), directory.resolve(name + ".log"));
    }

    private List<String> onClient(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("nsenter",
                "--net=" + network.namespacePath(CLIENT)));
        inside.addAll(command);
        return inside;
    }

    /** Ends every process of every host and removes all that was made for them. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (TestHost host : Stream.concat(hosts.stream(), machines.stream()).toList()) {
            try {
                host.end();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        HostNetwork.remove(set + "-");
        delete(directory);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /** What tests left that were killed: their processes ended with them, names and files did not. */
    private static void removeRemains() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            all.filter(ThreeHosts::isRemain).forEach(path -> {
                HostNetwork.remove(path.getFileName() + "-");
                delete(path);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for what earlier tests left", e);
        }
    }

    /** Engines leave very many files: on a busy disk their removal takes its time. */
    private static void delete(Path directory) {
        HostCommand.attempt(Duration.ofSeconds(240), List.of("rm", "-rf", "--one-file-system",
                directory.toString()));
    }

    private static boolean isRemain(Path path) {
        String name = path.getFileName().toString();
        return name.matches(PREFIX + "\\d+") && ProcessHandle
                .of(Long.parseLong(name.substring(PREFIX.length())))
                .isEmpty();
    }
}
