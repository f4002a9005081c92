package orchestrator.reconciler.wiring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import orchestrator.reconciler.docker.DockerEngineInspection;
import orchestrator.reconciler.doctor.EngineState;
import orchestrator.reconciler.machine.EngineSocket;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;
import orchestrator.reconciler.runtime.EngineDetails;

/** Finds out how it stands with an engine, in a bounded time whatever state it is in. */
final class EngineLook {
    /** Of a machine that is busy an engine may take several seconds, and is slow then, not silent. */
    static final Duration PATIENCE = Duration.ofSeconds(15);
    /** The client's own classes are loaded as well, which a busy machine takes its time for. */
    private static final Duration OF_CLIENT = Duration.ofSeconds(20);
    private static final String UNIX = "unix://";

    private final Bounded bounded;
    private final Map<String, String> environment;

    EngineLook(Bounded bounded, Map<String, String> environment) {
        this.bounded = bounded;
        this.environment = environment;
    }

    /** @param host as in {@code DOCKER_HOST} */
    EngineState at(String host) {
        if (!host.startsWith(UNIX)) {
            return inspected(host, Duration.ZERO);
        }
        Path socket = Path.of(host.substring(UNIX.length()));
        return switch (EngineSocket.state(socket)) {
            case ABSENT -> new EngineState.Absent(host, EngineSocket.isInstalled(environment));
            case CLOSED -> new EngineState.Absent(host, true);
            case DENIED -> new EngineState.Denied(host);
            case OPEN -> pinged(host, socket);
        };
    }

    private EngineState pinged(String host, Path socket) {
        long begun = System.nanoTime();
        String answer = bounded.begin(() -> EngineSocket.ping(socket)).within(PATIENCE,
                failure -> failure instanceof TimeoutException
                        ? ""
                        : "it broke off: " + failure.getMessage());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (answer.isEmpty()) {
            return new EngineState.Silent(host, PATIENCE);
        }
        return answer.contains(" 200 ")
                ? inspected(host, took)
                : new EngineState.Broken(host, answer);
    }

    private EngineState inspected(String host, Duration took) {
        try {
            EngineDetails details = DockerEngineInspection.inspect(host, bounded.threads(),
                    OF_CLIENT);
            return new EngineState.Answering(host, details, took);
        } catch (ContainerRuntimeUnavailableException e) {
            return host.startsWith(UNIX)
                    ? new EngineState.Silent(host, OF_CLIENT)
                    : new EngineState.Broken(host, "it cannot be reached");
        } catch (RuntimeException e) {
            return new EngineState.Broken(host, String.valueOf(e.getMessage()));
        }
    }
}
