package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import java.util.List;
import java.util.Map;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.runtime.ContainerRequest;

/**
 * Turns a request into the engine's terms. Every container gets the same fences: never restarted by
 * the engine, no gain of privileges, a bounded log.
 */
final class ContainerCreation {
    private static final Map<String, String> LOG_LIMITS = Map.of("max-size", "10m", "max-file",
            "3");
    private static final int SHARES_PER_CPU = 1024;
    private static final int FEWEST_SHARES = 2;
    private static final int MILLI = 1000;

    private ContainerCreation() {}

    /** Creates what is asked for and returns the container's id. */
    static String create(DockerClient client, ContainerRequest request) {
        // made beforehand, since a volume that springs up with its container carries no labels
        for (ContainerRequest.VolumeMount volume : request.volumes()) {
            client.createVolumeCmd()
                    .withName(ContainerNames.volume(request.identity(), volume.name()))
                    .withLabels(ContainerNames.volumeLabels(request.identity(), volume.name()))
                    .exec();
        }
        try (CreateContainerCmd command = client.createContainerCmd(request.image())) {
            command.withName(ContainerNames.container(request.identity()))
                    .withLabels(ContainerNames.labels(request.identity()))
                    .withEnv(environment(request))
                    .withExposedPorts(exposed(request))
                    .withStopSignal(request.stopSignal())
                    .withStopTimeout((int) request.stopGrace().toSeconds())
                    .withHostConfig(host(client, request));
            if (!request.command().isEmpty()) {
                command.withCmd(request.command());
            }
            return command.exec().getId();
        }
    }

    private static HostConfig host(DockerClient client, ContainerRequest request) {
        HostConfig host = HostConfig.newHostConfig()
                .withRestartPolicy(RestartPolicy.noRestart())
                .withSecurityOpts(List.of("no-new-privileges"))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_LIMITS))
                .withPortBindings(ports(request))
                .withBinds(binds(request));
        if (request.leased()) {
            host.withCgroupParent(LeaseCgroup.parent(client, request.group()));
        }
        Resources resources = request.resources();
        if (resources.memoryBytes() > 0) {
            // swap counts in, so that the limit is one
            host.withMemory(resources.memoryBytes()).withMemorySwap(resources.memoryBytes());
        }
        if (resources.milliCpu() > 0) {
            host.withCpuShares(Math.max(FEWEST_SHARES,
                    resources.milliCpu() * SHARES_PER_CPU / MILLI));
        }
        return host;
    }

    private static List<String> environment(ContainerRequest request) {
        return request.environment().stream()
                .map(variable -> variable.name() + "=" + variable.value())
                .toList();
    }

    private static List<ExposedPort> exposed(ContainerRequest request) {
        return request.ports().stream()
                .map(port -> ExposedPort.tcp(port.containerPort()))
                .distinct()
                .toList();
    }

    private static List<PortBinding> ports(ContainerRequest request) {
        return request.ports().stream()
                .map(port -> new PortBinding(
                        Ports.Binding.bindIpAndPort(port.address(), port.hostPort()),
                        ExposedPort.tcp(port.containerPort())))
                .toList();
    }

    private static List<Bind> binds(ContainerRequest request) {
        return request.volumes().stream()
                .map(volume -> new Bind(ContainerNames.volume(request.identity(), volume.name()),
                        new Volume(volume.path())))
                .toList();
    }
}
