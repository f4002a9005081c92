package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.nio.file.Path;
import orchestrator.reconciler.zookeeper.EmbeddedZooKeeper;

/** A ZooKeeper of its own process, with the settings of {@code orch up}; ends with its input. */
final class ZooKeeperMain {
    private ZooKeeperMain() {}

    /** The directory of its data. Says where it listens. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("zookeeper.4lw.commands.whitelist", StoreCounters.WORDS);
        try (EmbeddedZooKeeper server = EmbeddedZooKeeper.start(Path.of(arguments[0]), 0)) {
            System.out.println(Child.READY + server.connectString());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
