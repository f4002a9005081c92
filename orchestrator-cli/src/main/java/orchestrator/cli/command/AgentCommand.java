package orchestrator.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.model.Name;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.wiring.AgentOptions;
import orchestrator.reconciler.wiring.AgentOptions.Addresses;
import orchestrator.reconciler.wiring.AgentProcess;
import orchestrator.reconciler.wiring.Foreground;
import orchestrator.reconciler.wiring.PortRange;
import orchestrator.reconciler.wiring.StateDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(description = {"Run an agent: this machine becomes a node of the cluster.", "",
        "It makes the containers of its Docker Engine follow what the leader decided. It stays in "
                + "the foreground; SIGTERM ends it, its containers run on and are adopted at the "
                + "next start. Without --address nothing can be reached from other machines."})
final class AgentCommand extends ShellCommand {
    @Option(names = {"--node",
            "--name"}, paramLabel = "NAME", description = "name of the node; the host's name if not said")
    private String node = "";
    @Option(names = "--address", paramLabel = "IP", description = "where other nodes reach this one; 127.0.0.1 if not said")
    private String address = "127.0.0.1";
    @Option(names = "--publish-address", paramLabel = "IP", description = "where published ports listen; --address if not said")
    private String publishAddress = "";
    @Option(names = "--ports", paramLabel = "A-B", description = "ports this node may use; 20000-31999 if not said")
    private String ports = "20000-31999";
    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "what place: only: can ask for; may be repeated")
    private Map<String, String> labels = new LinkedHashMap<>();
    @Option(names = "--cpu", paramLabel = "N", description = "cpus it offers; all if not said")
    private String cpu = "";
    @Option(names = "--memory", paramLabel = "SIZE", description = "memory it offers, such as 8GB; all if not said")
    private String memory = "";
    @Option(names = "--state-dir", paramLabel = "DIR", description = "what it remembers; ~/.orch/agents/NAME if not said")
    private Optional<Path> state = Optional.empty();
    @Option(names = "--docker-host", paramLabel = "URL", description = "as in DOCKER_HOST, which counts if it is not said")
    private Optional<String> dockerHost = Optional.empty();

    AgentCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        AgentOptions agent = checked();
        AgentProcess process = AgentProcess.start(agent, dockerHost);
        shell.console().say("the agent of node " + agent.node() + " runs, for the cluster at "
                + agent.zookeeper() + "; Ctrl-C ends it, its containers run on");
        Foreground.stay(process);
        return ExitCode.DONE;
    }

    private AgentOptions checked() {
        String name = node.isBlank() ? HostName.get() : node;
        if (!Name.isValid(name)) {
            throw Failure.wrongInput("a node cannot be called \"" + name + "\": lower-case letters,"
                    + " digits and inner dashes, at most " + Name.MAX_LENGTH,
                    "orch agent --node NAME");
        }
        NodeName nodeName = new NodeName(name);
        String publish = publishAddress.isBlank() ? address : publishAddress;
        return new AgentOptions(nodeName, options.cluster().needed(), options.cluster().neededKey(),
                state.orElseGet(() -> StateDirectory.home(System.getenv()).resolve("agents")
                        .resolve(name)).toAbsolutePath(),
                new Addresses(Flags.address("--address", address),
                        Flags.address("--publish-address", publish), address, range().first()),
                range(), sorted(), new Resources(Flags.milliCpu(cpu), Flags.bytes(memory)));
    }

    private PortRange range() {
        try {
            return PortRange.parse(ports);
        } catch (IllegalArgumentException e) {
            throw Failure.wrongInput("--ports: " + e.getMessage(), "");
        }
    }

    private SortedMap<String, String> sorted() {
        SortedMap<String, String> sorted = new TreeMap<>(labels);
        sorted.forEach((key, value) -> {
            if (!key.matches("[a-z][a-z0-9.-]{0,39}") || !value.matches("[A-Za-z0-9._-]{1,60}")) {
                throw Failure.wrongInput("--label " + key + "=" + value
                        + " is no label: write a word such as disk=ssd", "");
            }
        });
        return sorted;
    }
}
