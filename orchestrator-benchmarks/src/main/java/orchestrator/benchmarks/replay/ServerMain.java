package orchestrator.benchmarks.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import orchestrator.reconciler.wiring.GitOptions;
import orchestrator.reconciler.wiring.ServerOptions;
import orchestrator.reconciler.wiring.ServerProcess;

/** The real server, as {@code orch server} starts it; ends with its input. */
final class ServerMain {
    private ServerMain() {}

    /** Its name, where ZooKeeper is, and the directory of its memory. Says its name when it has started. */
    public static void main(String[] arguments) throws IOException {
        ServerProcess server = ServerProcess.start(new ServerOptions(arguments[0], arguments[1],
                Optional.empty(), Path.of(arguments[2]), GitOptions.NONE));
        System.out.println(Child.READY + arguments[0]);
        while (System.in.read() >= 0) {
            continue;
        }
        server.close();
        System.exit(0);
    }
}
