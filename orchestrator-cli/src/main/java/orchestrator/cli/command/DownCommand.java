package orchestrator.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import orchestrator.cli.render.Json;
import orchestrator.core.model.ContainerSpec.Stop;
import orchestrator.core.model.InstanceId;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.wiring.LocalCluster;
import orchestrator.reconciler.wiring.Teardown;
import orchestrator.reconciler.wiring.UpRecord;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

@CommandLine.Command(description = {"Stop the cluster of this machine and its containers.", "",
        "Volumes and what was applied are kept: orch up goes on where it was."})
final class DownCommand extends ShellCommand {
    @Mixin
    private YesOption yes = new YesOption();
    private final LocalCluster cluster;

    DownCommand(Shell shell, LocalCluster cluster) {
        super(shell);
        this.cluster = cluster;
    }

    @Override
    public int run() {
        Optional<UpRecord> record = cluster.record();
        if (record.isEmpty()) {
            report(0, 0, "there is no cluster on this machine");
            return ExitCode.DONE;
        }
        try (Teardown teardown = new Teardown(cluster, record.get())) {
            List<ObservedContainer> running = teardown.running();
            if (running.isEmpty() && !cluster.isUp()) {
                report(0, 0, "the cluster of this machine is down already");
                return ExitCode.DONE;
            }
            return running.isEmpty()
                    ? end(teardown, running)
                    : yes.whenAgreed(shell.console(), "This stops " + containers(running.size())
                            + ". Their data is kept.", "Stop?", () -> end(teardown, running));
        }
    }

    private int end(Teardown teardown, List<ObservedContainer> running) {
        Instant before = shell.console().clock().instant();
        SortedMap<InstanceId, Stop> known = running.isEmpty() || !cluster.isUp()
                ? new TreeMap<>()
                : stops();
        AtomicInteger gone = new AtomicInteger();
        teardown.end(instance -> known.getOrDefault(instance, Stop.DEFAULT),
                _ -> gone.incrementAndGet());
        long seconds = Duration.between(before, shell.console().clock().instant()).toSeconds();
        report(gone.get(), seconds, (gone.get() == 0
                ? "the cluster is down"
                : containers(gone.get()) + " stopped in " + seconds + "s; the cluster is down")
                + ", its data is kept");
        shell.console().hint("Next: orch up, to go on where it was");
        return ExitCode.DONE;
    }

    /** How each instance wants to be ended; without an answer the usual way has to do. */
    private SortedMap<InstanceId, Stop> stops() {
        SortedMap<InstanceId, Stop> stops = new TreeMap<>();
        try (ClusterClient client = shell.connection().connect(options)) {
            var view = client.view();
            view.observed().nodes().stream().flatMap(node -> node.assignment().instances().stream())
                    .forEach(instance -> view.desired().projects().stream()
                            .filter(project -> project.name().equals(instance.id().project()))
                            .findFirst().flatMap(project -> stop(project, instance.id()))
                            .ifPresent(stop -> stops.put(instance.id(), stop)));
        } catch (StoreUnavailableException | Failure e) {
            shell.console().say("the cluster does not answer: every container gets SIGTERM");
        }
        return stops;
    }

    private static Optional<Stop> stop(DesiredProject project, InstanceId instance) {
        return project.service(instance.service()).map(service -> service.container().stop());
    }

    private void report(int gone, long seconds, String text) {
        if (options.json()) {
            shell.console().print(Json.document("orch.down/1").with("stopped", gone)
                    .with("seconds", seconds).with("text", text));
        } else {
            shell.console().print(text);
        }
    }

    private static String containers(int count) {
        return count == 1 ? "1 container" : count + " containers";
    }
}
