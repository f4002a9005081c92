package orchestrator.reconciler.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the cluster a command is meant for: flags, then the environment, then {@code orch up}. */
public final class ClusterFinder {
    private final Map<String, String> environment;

    public ClusterFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Where the cluster is.
     *
     * @param zookeeper connect string of an ensemble
     * @param keyFile   cluster key; not needed by commands that read no secret
     * @throws NoClusterException when nothing is named and nothing runs here
     */
    public ClusterAddress find(Optional<String> zookeeper, Optional<Path> keyFile) {
        Optional<String> named = zookeeper.or(() -> variable("ORCH_ZOOKEEPER"));
        Optional<Path> key = keyFile.or(() -> variable("ORCH_KEY_FILE").map(Path::of));
        key.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new NoClusterException("cannot read the key file " + file);
        });
        return named.map(servers -> new ClusterAddress(servers, key, false))
                .orElseGet(() -> ofUp(key));
    }

    private ClusterAddress ofUp(Optional<Path> key) {
        StateDirectory directory = StateDirectory.ofPerson(environment);
        UpRecord record = UpRecord.read(directory).orElseThrow(() -> new NoClusterException(
                "no cluster is running here: orch up starts one, --zookeeper HOST:PORT names one"));
        if (record.daemon().isEmpty() || !DaemonLock.isHeld(directory)) {
            throw new NoClusterException(Daemon.refusal(directory)
                    .map(why -> "the cluster of this machine is not running, and the last orch up"
                            + " was refused: " + why)
                    .orElse("the cluster of this machine is not running: orch up "
                            + "starts it again, containers that still run are kept"));
        }
        return new ClusterAddress(record.daemon().get().zookeeper(),
                Optional.of(key.orElse(directory.key())), record.engine().simulated());
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A cluster to talk to.
     *
     * @param zookeeper connect string
     * @param simulated true where {@code orch up} pretends; on servers each node says so itself
     */
    public record ClusterAddress(String zookeeper, Optional<Path> keyFile, boolean simulated) {}
}
