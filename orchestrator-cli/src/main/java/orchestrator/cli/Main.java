package orchestrator.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import orchestrator.cli.command.ClusterConnection;
import orchestrator.cli.command.CommandRunner;
import orchestrator.cli.command.Failure;
import orchestrator.cli.command.GlobalOptions;
import orchestrator.cli.command.LogSource;
import orchestrator.cli.command.Shell;
import orchestrator.cli.terminal.Console;
import orchestrator.cli.terminal.SystemConsole;
import orchestrator.reconciler.client.ClusterClient;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        Console console = SystemConsole.open(System.getenv(), InstantSource.system());
        Shell shell = new Shell(console, new NoConnection(), Path.of(""),
                System.getProperty("user.name", "somebody"),
                System.getenv().getOrDefault("HOSTNAME", "this machine"));
        int exitCode = new CommandRunner(shell).run(List.of(arguments));
        // Runtime.exit would load the logging of the platform first, for a fifth of our whole time.
        Runtime.getRuntime().halt(exitCode);
    }

    private static final class NoConnection implements ClusterConnection {
        @Override
        public ClusterClient connect(GlobalOptions options) {
            throw Failure.unreachable("no cluster runs here", "orch up");
        }

        @Override
        public LogSource logs(GlobalOptions options) {
            throw Failure.unreachable("no cluster runs here", "orch up");
        }
    }
}
