package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;

/**
 * What {@code orch up} wrote down about its cluster, so that later commands find it without a
 * setting. A properties file: reading it must cost a command next to nothing.
 *
 * @param engine  what the nodes' containers run on
 * @param nodes   in the order they were made
 * @param cluster known once the first server has started
 * @param daemon  the background process as it last started; {@link DaemonLock} knows if it lives
 * @param git     what its server does about repositories
 */
public record UpRecord(Engine engine, List<Node> nodes, Optional<ClusterId> cluster,
        Optional<Running> daemon, GitOptions git) {
    private static final String LISTEN = "git.listen";
    private static final String ALLOW = "git.allow.";
    /** Before anything is known. */
    static final UpRecord NOTHING = new UpRecord(Engine.SIMULATED, List.of(), Optional.empty(),
            Optional.empty(), GitOptions.NONE);

    public UpRecord {
        nodes = List.copyOf(nodes);
    }

    /**
     * What containers run on.
     *
     * @param simulated true where they are only pretended
     * @param host      the engine, as in {@code DOCKER_HOST}; empty when simulated
     */
    public record Engine(boolean simulated, String host) {
        public static final Engine SIMULATED = new Engine(true, "");

        static Engine docker(String host) {
            return new Engine(false, host);
        }
    }

    /** A logical node; {@code number} counts from 1. */
    public record Node(int number, PortRange ports) {
        public NodeName name() {
            return new NodeName("node-" + number);
        }

        /** A loopback address of its own: two nodes may publish the same port. */
        public String publishAddress() {
            return "127.0.0." + number;
        }
    }

    /**
     * The background process.
     *
     * @param zookeeper where its store answers
     * @param ready     true once every node reported and a leader was elected
     */
    public record Running(long pid, String zookeeper, boolean ready) {}

    UpRecord with(ClusterId id) {
        return new UpRecord(engine, nodes, Optional.of(id), daemon, git);
    }

    UpRecord with(Optional<Running> running) {
        return new UpRecord(engine, nodes, cluster, running, git);
    }

    /** Reads the record of that directory; empty when there never was a cluster. */
    public static Optional<UpRecord> read(StateDirectory directory) {
        Path file = directory.record();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(decode(values));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException | WrongOptionException e) {
            throw new StartFailedException(file + " is damaged (" + e.getMessage()
                    + "); the cluster's data lies beside it", e);
        }
    }

    /** Replaces the record of that directory, as a whole. */
    void write(StateDirectory directory) {
        Path file = directory.record();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(draft)) {
                encode().store(writer, "written by orch up; do not edit");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Properties encode() {
        Properties values = new Properties();
        values.setProperty("engine", engine.simulated() ? "simulated" : engine.host());
        cluster.ifPresent(id -> values.setProperty("cluster", id.value()));
        for (Node node : nodes) {
            values.setProperty("node." + node.number(), node.ports().toString());
        }
        daemon.ifPresent(running -> {
            values.setProperty("daemon.pid", Long.toString(running.pid()));
            values.setProperty("daemon.zookeeper", running.zookeeper());
            values.setProperty("daemon.ready", Boolean.toString(running.ready()));
        });
        git.listen().ifPresent(address -> values.setProperty(LISTEN, address.toString()));
        for (int i = 0; i < git.allow().size(); i++) {
            values.setProperty(ALLOW + i, git.allow().get(i));
        }
        return values;
    }

    private static UpRecord decode(Properties values) {
        List<Node> nodes = new ArrayList<>();
        for (int number = 1; values.containsKey("node." + number); number++) {
            nodes.add(new Node(number, PortRange.parse(values.getProperty("node." + number))));
        }
        String engine = values.getProperty("engine", "");
        return new UpRecord(engine.equals("simulated") ? Engine.SIMULATED : Engine.docker(engine),
                nodes,
                Optional.ofNullable(values.getProperty("cluster")).map(ClusterId::new),
                decodeRunning(values), decodeGit(values));
    }

    private static GitOptions decodeGit(Properties values) {
        List<String> allow = new ArrayList<>();
        while (values.containsKey(ALLOW + allow.size())) {
            allow.add(values.getProperty(ALLOW + allow.size()));
        }
        return new GitOptions(Optional.ofNullable(values.getProperty(LISTEN))
                .map(text -> ListenAddress.parse(LISTEN, text)), allow);
    }

    private static Optional<Running> decodeRunning(Properties values) {
        String pid = values.getProperty("daemon.pid");
        return pid == null
                ? Optional.empty()
                : Optional.of(new Running(Long.parseLong(pid),
                        values.getProperty("daemon.zookeeper", ""),
                        Boolean.parseBoolean(values.getProperty("daemon.ready"))));
    }
}
