package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import orchestrator.reconciler.wiring.Foreground;
import orchestrator.reconciler.wiring.GitOptions;
import orchestrator.reconciler.wiring.ServerOptions;
import orchestrator.reconciler.wiring.ServerProcess;
import orchestrator.reconciler.wiring.StateDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Run a server: it stands for election and leads when elected.",
        "", "Three of them, on the machines of the ZooKeeper ensemble, survive the loss of one. "
                + "A server listens nowhere but for --git-listen. It stays in the foreground and says what it does on "
                + "standard error; SIGTERM ends it, the containers run on. With --key-file the "
                + "server that founds the cluster makes the key there: copy it to every agent."})
final class ServerCommand extends ShellCommand {
    @Option(names = "--name", paramLabel = "NAME", description = "for people; the host's name if "
            + "not said")
    private String name = "";
    @Option(names = "--state-dir", paramLabel = "DIR", description = "where it remembers its "
            + "cluster; ~/.orch/servers/NAME if not said")
    private Optional<Path> state = Optional.empty();
    @CommandLine.Mixin
    private GitServerOptions git = new GitServerOptions();

    ServerCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        String zookeeper = options.cluster().needed();
        String called = name.isBlank() ? HostName.get() : name;
        Path remembers = state.orElseGet(() -> StateDirectory.home(System.getenv())
                .resolve("servers").resolve(called)).toAbsolutePath();
        ServerProcess process = ServerProcess.start(new ServerOptions(called, zookeeper,
                options.cluster().keyFile(), remembers, git.wish().over(GitOptions.NONE)));
        shell.console().say("a server of the cluster at " + zookeeper + " runs; Ctrl-C ends it");
        Foreground.stay(process);
        return ExitCode.DONE;
    }
}
