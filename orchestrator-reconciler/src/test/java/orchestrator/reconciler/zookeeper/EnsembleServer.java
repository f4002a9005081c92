package orchestrator.reconciler.zookeeper;

import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Main class of one server process. It ends with the test that started it, however that ends. */
public final class EnsembleServer {
    private EnsembleServer() {}

    /** Takes the id of the process to live with, and the configuration file. */
    public static void main(String[] arguments) {
        ProcessHandle.of(Long.parseLong(arguments[0])).ifPresentOrElse(
                test -> test.onExit().thenRun(() -> Runtime.getRuntime().halt(1)),
                () -> Runtime.getRuntime().halt(1));
        QuorumPeerMain.main(new String[]{arguments[1]});
    }
}
