package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

/** Which cluster is meant; without any of these it is the one of {@code orch up}. */
public final class ClusterOptions {
    @Option(names = "--zookeeper", hidden = true, paramLabel = "SERVERS", description = "the cluster's ZooKeeper; else ORCH_ZOOKEEPER, else that of orch up")
    private Optional<String> zookeeper = Optional.empty();
    @Option(names = "--key-file", hidden = true, paramLabel = "FILE", description = "the cluster key; else ORCH_KEY_FILE, else that of orch up")
    private Optional<Path> keyFile = Optional.empty();

    public Optional<String> zookeeper() {
        return zookeeper;
    }

    public Optional<Path> keyFile() {
        return keyFile;
    }

    /** The ensemble, for processes that never belong to {@code orch up}. */
    String needed() {
        return zookeeper.or(() -> variable("ORCH_ZOOKEEPER")).orElseThrow(
                () -> Failure.wrongInput("where is the cluster's ZooKeeper?",
                        "--zookeeper HOST:PORT,HOST:PORT,HOST:PORT, or set ORCH_ZOOKEEPER"));
    }

    /** The key, for processes that never belong to {@code orch up}. */
    Path neededKey() {
        return keyFile.or(() -> variable("ORCH_KEY_FILE").map(Path::of))
                .map(Path::toAbsolutePath).orElseThrow(() -> Failure.wrongInput(
                        "where is the cluster key?", "--key-file FILE, or set ORCH_KEY_FILE"));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
