package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import orchestrator.reconciler.runtime.EngineDetails;

/** Asks an engine how it is set up. */
public final class DockerEngineInspection {
    private DockerEngineInspection() {}

    /**
     * How the engine at {@code host} is set up.
     *
     * @param host as in {@code DOCKER_HOST}
     * @throws orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException when it does not
     *         answer within {@code patience}
     */
    public static EngineDetails inspect(String host, ExecutorService threads, Duration patience) {
        DockerClients clients = new DockerClients(Optional.of(host),
                Optional.ofNullable(System.getenv("DOCKER_API_VERSION")));
        try {
            return new EngineCalls(threads, clients, patience)
                    .ask("ask the engine how it is set up", DockerEngineInspection::details);
        } finally {
            clients.close();
        }
    }

    private static EngineDetails details(DockerClient client) {
        Info info = client.infoCmd().exec();
        Version version = client.versionCmd().exec();
        return new EngineDetails(text(info.getServerVersion()), text(version.getApiVersion()),
                liveRestore(info), text(info.getDockerRootDir()), text(info.getCGroupVersion()),
                text(info.getCGroupDriver()));
    }

    /** The library has no name for it. */
    private static Optional<Boolean> liveRestore(Info info) {
        return info.getRawValues().get("LiveRestoreEnabled") instanceof Boolean on
                ? Optional.of(on)
                : Optional.empty();
    }

    private static String text(String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
