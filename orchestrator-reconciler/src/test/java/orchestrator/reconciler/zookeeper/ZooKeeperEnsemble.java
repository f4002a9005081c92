package orchestrator.reconciler.zookeeper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Real ZooKeeper servers, each a process of its own, made from the class path of the test. With the
 * settings that are asked of a real ensemble: ticks of 500 ms, four of which a server may lag.
 */
public final class ZooKeeperEnsemble implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<Server> servers = new ArrayList<>();
    private final Path directory;

    /**
     * Where a server runs.
     *
     * @param address what it listens on, and what the others and clients connect to
     * @param prefix  put before its command, such as {@code nsenter --net=…}; may be empty
     */
    public record Place(String address, int clientPort, int quorumPort, int electionPort,
            List<String> prefix) {}

    private static final class Server {
        private final Place place;
        private final Path home;
        private Process process;

        Server(Place place, Path home) {
            this.place = place;
            this.home = home;
        }
    }

    private ZooKeeperEnsemble(Path directory) {
        this.directory = directory;
    }

    /** Three places on loopback with free ports. */
    public static List<Place> onLoopback() {
        try (Ports ports = new Ports()) {
            return IntStream.range(0, 3).mapToObj(i -> new Place("127.0.0.1", ports.next(),
                    ports.next(), ports.next(), List.of())).toList();
        }
    }

    /** Starts a server at every place and waits until one leads. */
    public static ZooKeeperEnsemble start(Path directory, List<Place> places) {
        ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble(directory);
        places.forEach(ensemble::add);
        try {
            for (int i = 0; i < places.size(); i++) {
                ensemble.restart(i);
            }
            ensemble.awaitLeader();
        } catch (RuntimeException e) {
            ensemble.close();
            throw e;
        }
        return ensemble;
    }

    /** {@code host:port} of all servers, for clients. */
    public String connectString() {
        return servers.stream().map(each -> each.place.address() + ":" + each.place.clientPort())
                .collect(Collectors.joining(","));
    }

    /** The ports clients connect to, server by server. */
    public int[] clientPorts() {
        return servers.stream().mapToInt(each -> each.place.clientPort()).toArray();
    }

    /** Number of the server that leads now, from 0; empty when none does. */
    public OptionalInt leader() {
        return IntStream.range(0, servers.size())
                .filter(i -> isAlive(i) && mode(servers.get(i)).equals("leader")).findFirst();
    }

    /** Waits until a server leads, and returns its number. */
    public int awaitLeader() {
        return Awaitility.await("a leader of the ensemble in " + directory).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100)).until(this::leader, OptionalInt::isPresent)
                .orElseThrow();
    }

    /** Kills a server as a power cut does. */
    public void kill(int server) {
        Process process = servers.get(server).process;
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a server that was killed, with the data it had. */
    public void restart(int server) {
        Server it = servers.get(server);
        List<String> command = new ArrayList<>(it.place.prefix());
        command.addAll(java("-Xmx128m", "-Dzookeeper.preAllocSize=1024",
                "-Dorg.slf4j.simpleLogger.log.org.apache.zookeeper=info",
                EnsembleServer.class.getName(), Long.toString(ProcessHandle.current().pid()),
                it.home.resolve("zoo.cfg").toString()));
        try {
            it.process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect
                            .appendTo(it.home.resolve("server.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True while the process of a server runs. */
    public boolean isAlive(int server) {
        Process process = servers.get(server).process;
        return process != null && process.isAlive();
    }

    @Override
    public void close() {
        for (int i = 0; i < servers.size(); i++) {
            if (isAlive(i)) {
                kill(i);
            }
        }
    }

    private void add(Place place) {
        int number = servers.size() + 1;
        Server server = new Server(place, directory.resolve("server-" + number));
        servers.add(server);
        try {
            Files.createDirectories(server.home.resolve("data"));
            Files.writeString(server.home.resolve("data/myid"), number + "\n");
            for (Server each : servers) {
                Files.writeString(each.home.resolve("zoo.cfg"), configuration(each));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration(Server server) {
        StringBuilder text = new StringBuilder("""
                tickTime=500
                initLimit=10
                syncLimit=4
                dataDir=%s
                clientPort=%d
                clientPortAddress=%s
                maxClientCnxns=0
                admin.enableServer=false
                """.formatted(server.home.resolve("data"), server.place.clientPort(),
                server.place.address()));
        for (int i = 0; i < servers.size(); i++) {
            Place place = servers.get(i).place;
            text.append("server.%d=%s:%d:%d%n".formatted(i + 1, place.address(),
                    place.quorumPort(), place.electionPort()));
        }
        return text.toString();
    }

    /** What the server says it is: leader, follower, or nothing while it is neither. */
    private static String mode(Server server) {
        List<String> command = new ArrayList<>(server.place.prefix());
        command.addAll(List.of("timeout", "5", "bash", "-c",
                "exec 3<>/dev/tcp/%s/%d && printf srvr >&3 && cat <&3".formatted(
                        server.place.address(), server.place.clientPort())));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(process.getInputStream().readAllBytes(), US_ASCII);
            return answer.lines().filter(line -> line.startsWith("Mode: "))
                    .map(line -> line.substring("Mode: ".length())).findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small JVM with the class path of this test; the build may have packed that into a jar. */
    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path",
                        System.getProperty("java.class.path"))));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Free ports, all held until the last is chosen so that none comes twice. */
    private static final class Ports implements AutoCloseable {
        private final List<ServerSocket> held = new ArrayList<>();

        int next() {
            try {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                return held.getLast().getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            for (ServerSocket socket : held) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
