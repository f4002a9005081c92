package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import orchestrator.core.model.NodeName;

/**
 * Where the cluster of {@code orch up} lives on this machine. Only its owner may look inside: it
 * holds the cluster key.
 *
 * @param root of everything; nothing outside of it is written
 */
public record StateDirectory(Path root) {
    /** {@code $ORCH_HOME}, or {@code ~/.orch}. */
    public static Path home(Map<String, String> environment) {
        String named = environment.getOrDefault("ORCH_HOME", "");
        Path home = named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".orch")
                : Path.of(named);
        return home.toAbsolutePath().normalize();
    }

    /** Where {@code orch up} of this person keeps its cluster. */
    public static StateDirectory ofPerson(Map<String, String> environment) {
        return new StateDirectory(home(environment).resolve("up"));
    }

    /** What is known of the cluster. */
    public Path record() {
        return root.resolve("cluster.properties");
    }

    /** Held by the background process as long as it lives. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** The key that seals secrets. */
    public Path key() {
        return root.resolve("cluster.key");
    }

    /** What the background process says. */
    public Path log() {
        return root.resolve("orch.log");
    }

    /** Data of the embedded ZooKeeper. */
    public Path zookeeper() {
        return root.resolve("zookeeper");
    }

    /** What the server remembers. */
    public Path server() {
        return root.resolve("server");
    }

    /** What one agent remembers. */
    public Path agent(NodeName node) {
        return root.resolve("agents").resolve(node.value());
    }

    /** Makes the directory, readable by its owner alone. */
    public StateDirectory create() {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be made: " + e.getMessage(), e);
        }
        return this;
    }
}
