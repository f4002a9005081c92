package orchestrator.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import orchestrator.cli.command.CommandRunner;
import orchestrator.cli.command.ExitCode;
import orchestrator.cli.command.FoundCluster;
import orchestrator.cli.command.Shell;
import orchestrator.cli.command.Training;
import orchestrator.cli.terminal.Console;
import orchestrator.cli.terminal.SystemConsole;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        Console console = SystemConsole.open(System.getenv(), InstantSource.system());
        Shell shell = new Shell(console, new FoundCluster(System.getenv()), Path.of(""),
                System.getProperty("user.name", "somebody"),
                System.getenv().getOrDefault("HOSTNAME", "this machine"));
        int exitCode = run(shell, List.of(arguments));
        // Runtime.exit would load the logging of the platform first, for a fifth of our whole time.
        Runtime.getRuntime().halt(exitCode);
    }

    private static int run(Shell shell, List<String> arguments) {
        if (arguments.equals(List.of(Training.WORD))) {
            Training.run(shell.console().clock());
            return ExitCode.DONE;
        }
        return new CommandRunner(shell).run(arguments);
    }
}
