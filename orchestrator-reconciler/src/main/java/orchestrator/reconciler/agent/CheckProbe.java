package orchestrator.reconciler.agent;

import java.time.Duration;
import java.util.List;
import orchestrator.core.model.Check;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeException;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.runtime.NetworkProbe;

/** Asks a container once whether it serves. Blocks, for about the timeout of the check at most. */
final class CheckProbe {
    private static final int LONGEST_OUTPUT = 120;

    private final NetworkProbe network;
    private final ContainerRuntime runtime;
    private final String address;

    /** @param address of the node, where the ports of its containers are */
    CheckProbe(NetworkProbe network, ContainerRuntime runtime, String address) {
        this.network = network;
        this.runtime = runtime;
        this.address = address;
    }

    /** One answer, with what a person reads of it. */
    NetworkProbe.Answer ask(CheckTarget target) {
        Duration timeout = target.check().timeout();
        return switch (target.check().probe()) {
            case Check.Probe.Http(String path, String port) -> told("GET " + path + " is ",
                    network.http(address, hostPort(target, port), path, timeout));
            case Check.Probe.Tcp(String port) -> told("port " + port + ": ",
                    network.tcp(address, hostPort(target, port), timeout));
            case Check.Probe.Run(List<String> command) -> run(target, command, timeout);
        };
    }

    private static NetworkProbe.Answer told(String asked, NetworkProbe.Answer answer) {
        return new NetworkProbe.Answer(answer.passed(), asked + answer.text());
    }

    private static int hostPort(CheckTarget target, String port) {
        return target.assigned().hostPorts().getOrDefault(port, 0);
    }

    private NetworkProbe.Answer run(CheckTarget target, List<String> command, Duration timeout) {
        String shown = "\"" + String.join(" ", command) + "\"";
        try {
            ContainerRuntime.CommandResult result = runtime.run(target.run().containerId(),
                    command, timeout);
            return result.exitCode() == 0
                    ? new NetworkProbe.Answer(true, shown + " passed")
                    : new NetworkProbe.Answer(false, shown + " ended with " + result.exitCode()
                            + firstLine(result.output()));
        } catch (ContainerRuntimeException | ContainerRuntimeUnavailableException e) {
            return new NetworkProbe.Answer(false, shown + " did not run: " + e.getMessage());
        }
    }

    private static String firstLine(String output) {
        String line = output.lines().map(String::strip).filter(each -> !each.isEmpty())
                .findFirst().orElse("");
        String shortened = line.length() <= LONGEST_OUTPUT
                ? line
                : line.substring(0, LONGEST_OUTPUT) + "…";
        return shortened.isEmpty() ? "" : ": " + shortened;
    }
}
