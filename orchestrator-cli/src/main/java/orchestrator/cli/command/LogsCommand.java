package orchestrator.cli.command;

import java.util.List;

import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.client.ClusterView;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(description = "Show what an instance wrote: lamp-3/apache-1, haproxy-1.")
final class LogsCommand extends ShellCommand {
    @Mixin
    private ProjectOption project = new ProjectOption();
    @Parameters(paramLabel = "ADDRESS", description = "an instance; of several, each in turn")
    private String address = "";
    @Option(names = {"-f", "--follow"}, description = "wait for more; Ctrl-C ends it")
    private boolean follow;
    @Option(names = "--tail", paramLabel = "N", description = "how many of the last lines (default 200)")
    private int tail = 200;

    LogsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public int run() {
        if (tail < 0) {
            throw Failure.wrongInput("--tail takes a number of lines, 0 or more", "");
        }
        try (ClusterClient client = shell.connection().connect(options)) {
            ClusterView view = client.view();
            List<InstanceView> found = new AddressArgument(address, project).find(view).instances();
            List<InstanceView> placed = found.stream().filter(each -> each.node().isPresent())
                    .toList();
            if (placed.isEmpty()) {
                throw new Failure(ExitCode.FAILED, found.getFirst().id().address()
                        + " runs nowhere yet: " + found.getFirst().reason().text(),
                        "orch why " + found.getFirst().id().address());
            }
            if (follow && placed.size() > 1) {
                throw Failure.wrongInput("\"" + address + "\" means " + placed.size()
                        + " instances; only one can be followed",
                        "orch logs -f " + placed.getFirst().id().address());
            }
            LogSource logs = shell.connection().logs(options);
            placed.forEach(each -> read(logs, view, each, placed.size() > 1));
            return ExitCode.DONE;
        }
    }

    private void read(LogSource logs, ClusterView view, InstanceView instance, boolean named) {
        NodeName node = instance.node().orElseThrow();
        NodeRecord record = view.observed().node(node).map(NodeObservation::node).orElseThrow();
        if (named && !options.json()) {
            shell.console().say(instance.id().address() + " on " + node + ":");
        }
        logs.read(record, new LogSource.Request(instance.id(), tail, follow),
                line -> print(instance, line), () -> false);
    }

    /** A log line is passed on at any length: it is the container's, and may be piped. */
    private void print(InstanceView instance, String line) {
        if (options.json()) {
            shell.console().print(Json.document("orch.log/1")
                    .with("name", instance.id().address()).with("line", line));
        } else {
            shell.console().print(List.of(Line.of(line)));
        }
    }
}
