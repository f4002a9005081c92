package orchestrator.reconciler.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Info;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.VolumeId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRequest;
import orchestrator.reconciler.runtime.ContainerRuntime;

/** A Docker Engine. Nothing is asked of it before the first call. */
public final class DockerContainerRuntime implements ContainerRuntime {
    private static final Duration FIRST_DEADLINE = Duration.ofSeconds(40);
    private static final Duration LONGEST_PULL = Duration.ofHours(6);

    private final DockerClients clients;
    private final EngineCalls calls;
    private final ContainerCommands commands;
    private final EngineEvents events;
    private final EngineNews news = new EngineNews();
    private final EngineMemory memory;

    /**
     * The engine at {@code host}.
     *
     * @param host    as in {@code DOCKER_HOST}; empty for what the environment says, which is the
     *                local engine when it says nothing
     * @param threads runs every call; must not be bounded, or one stream could hold up another
     */
    public DockerContainerRuntime(Optional<String> host, ExecutorService threads) {
        this(host, threads, FIRST_DEADLINE);
    }

    DockerContainerRuntime(Optional<String> host, ExecutorService threads,
            Duration firstDeadline) {
        clients = new DockerClients(host,
                Optional.ofNullable(System.getenv("DOCKER_API_VERSION")));
        calls = new EngineCalls(threads, clients, firstDeadline);
        commands = new ContainerCommands(calls);
        events = new EngineEvents(threads, clients, news);
        memory = new EngineMemory(news, clients);
    }

    @Override
    public EngineFacts facts() {
        return calls.ask("ask the engine what it is", client -> {
            Info info = client.infoCmd().exec();
            return new EngineFacts("docker", String.valueOf(info.getServerVersion()),
                    Optional.ofNullable(info.getNCPU()).orElse(0),
                    Optional.ofNullable(info.getMemTotal()).orElse(0L));
        });
    }

    /**
     * The address at which containers on the default network reach this machine, such as
     * {@code 172.17.0.1}.
     */
    public String bridgeGateway() {
        return calls.ask("read the default network",
                client -> BridgeNetwork.gateway(client.inspectNetworkCmd()
                        .withNetworkId("bridge")
                        .exec()));
    }

    @Override
    public List<ObservedContainer> list(ClusterId cluster, NodeName node) {
        return calls.ask("list containers",
                client -> memory.containers(client, labels(cluster, node)));
    }

    private static Map<String, String> labels(ClusterId cluster, NodeName node) {
        return Map.of(ContainerNames.CLUSTER, cluster.value(), ContainerNames.NODE, node.value());
    }

    @Override
    public boolean hasImage(String image) {
        return calls.ask("look for image " + image, client -> {
            try {
                client.inspectImageCmd(image).exec();
                return true;
            } catch (NotFoundException _) {
                return false;
            }
        });
    }

    @Override
    public void pull(String image, PullProgress progress) {
        calls.askLong(LONGEST_PULL, "pull " + image, client -> {
            new ImagePull(image, progress, ImagePull.LONGEST_SILENCE).run(client);
            return true;
        });
    }

    @Override
    public String create(ContainerRequest request) {
        Supplier<String> creation = () -> calls.ask("create " + request.identity().instance(),
                client -> ContainerCreation.create(client, request));
        return request.volumes().isEmpty()
                ? news.making(creation)
                : news.makingWithVolumes(creation);
    }

    @Override
    public void start(String containerId) {
        news.touching(containerId, () -> calls.ask("start container " + shortened(containerId),
                client -> {
                    try {
                        client.startContainerCmd(containerId).exec();
                    } catch (NotModifiedException _) {
                        // it runs
                    }
                    return true;
                }));
    }

    @Override
    public void stop(String containerId, String signal, Duration grace) {
        news.touching(containerId, () -> {
            commands.stop(containerId, signal, grace);
            return true;
        });
    }

    @Override
    public void signal(String containerId, String signal) {
        news.touching(containerId, () -> calls.ask("send " + signal + " to container "
                + shortened(containerId),
                client -> client.killContainerCmd(containerId).withSignal(signal).exec()));
    }

    @Override
    public void remove(String containerId) {
        news.touching(containerId, () -> calls.ask("remove container " + shortened(containerId),
                client -> {
                    try {
                        // takes the image's own nameless volumes along, never the named ones
                        client.removeContainerCmd(containerId).withRemoveVolumes(true).exec();
                    } catch (NotFoundException _) {
                        // it is gone
                    } catch (ConflictException e) {
                        ignoreUnderWay(e);
                    }
                    return true;
                }));
    }

    private static void ignoreUnderWay(ConflictException refusal) {
        if (!String.valueOf(refusal.getMessage()).contains("already in progress")) {
            throw refusal;
        }
    }

    @Override
    public void copyInto(String containerId, List<RenderedFile> files) {
        calls.ask("copy files into container " + shortened(containerId),
                client -> client.copyArchiveToContainerCmd(containerId)
                        .withRemotePath("/")
                        .withTarInputStream(FileArchive.of(files))
                        .exec());
    }

    @Override
    public CommandResult run(String containerId, List<String> command, Duration timeout) {
        return commands.run(containerId, command, timeout);
    }

    @Override
    public List<String> lastOutput(String containerId, int lines) {
        return commands.lastOutput(containerId, lines);
    }

    @Override
    public Following follow(String containerId, int lastLines, Consumer<String> line,
            Runnable end) {
        return commands.follow(containerId, lastLines, new OutputLines(line, end));
    }

    @Override
    public List<VolumeId> volumes(ClusterId cluster, NodeName node) {
        Map<String, String> labels = labels(cluster, node);
        return memory.knownVolumes(labels).orElseGet(() -> calls.ask("list volumes",
                client -> memory.volumes(client, labels)));
    }

    @Override
    public Following events(Runnable changed) {
        return events.follow(changed);
    }

    @Override
    public void close() {
        clients.close();
    }

    static String shortened(String containerId) {
        return containerId.substring(0, Math.min(12, containerId.length()));
    }
}
