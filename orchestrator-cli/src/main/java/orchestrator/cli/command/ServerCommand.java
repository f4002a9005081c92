package orchestrator.cli.command;

import orchestrator.reconciler.wiring.Foreground;
import orchestrator.reconciler.wiring.ServerOptions;
import orchestrator.reconciler.wiring.ServerProcess;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Run a server: it stands for election and leads when elected.",
        "", "Three of them, on the machines of the ZooKeeper ensemble, survive the loss of one. "
                + "A server listens nowhere. It stays in the foreground and says what it does on "
                + "standard error; SIGTERM ends it, the containers run on. With --key-file the "
                + "server that founds the cluster makes the key there: copy it to every agent."})
final class ServerCommand extends ShellCommand {
    @Option(names = "--name", paramLabel = "NAME", description = "for people; the host's name if "
            + "not said")
    private String name = "";

    ServerCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        String zookeeper = options.cluster().needed();
        ServerProcess process = ServerProcess.start(
                new ServerOptions(name.isBlank() ? HostName.get() : name, zookeeper,
                        options.cluster().keyFile()));
        shell.console().say("a server of the cluster at " + zookeeper + " runs; Ctrl-C ends it");
        Foreground.stay(process);
        return ExitCode.DONE;
    }
}
