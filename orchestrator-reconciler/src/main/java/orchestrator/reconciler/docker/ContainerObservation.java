package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.state.ObservedContainer;

/** Reads how a container on an engine is. */
final class ContainerObservation {
    private ContainerObservation() {}

    /** True when a row of a list says of a container what is known of it, as far as it says it. */
    static boolean isLike(Container row, ObservedContainer known) {
        return state(row.getState()) == known.state();
    }

    /** True when a row of a list says that the container has not been started yet. */
    static boolean neverRan(Container row) {
        return state(row.getState()) == ObservedContainer.State.CREATED;
    }

    static ObservedContainer unstarted(String id, ContainerIdentity identity) {
        return new ObservedContainer(id, identity, ObservedContainer.State.CREATED, 0, false,
                Instant.EPOCH);
    }

    /** Empty when it vanished since it was listed. */
    static Optional<ObservedContainer> inspect(DockerClient client, String id,
            ContainerIdentity identity) {
        try {
            InspectContainerResponse answer = client.inspectContainerCmd(id).exec();
            ContainerState state = answer.getState();
            ObservedContainer.State seen = state(state.getStatus());
            return Optional.of(new ObservedContainer(id, identity, seen, exitCode(seen, state),
                    Boolean.TRUE.equals(state.getOOMKilled()), instant(state.getStartedAt())));
        } catch (NotFoundException _) {
            return Optional.empty();
        }
    }

    /** The engine gives one also to a container that it failed to start, and that never ran. */
    private static int exitCode(ObservedContainer.State seen, ContainerState state) {
        Long exitCode = state.getExitCodeLong();
        return seen != ObservedContainer.State.EXITED || exitCode == null
                ? 0
                : exitCode.intValue();
    }

    private static ObservedContainer.State state(String status) {
        return switch (String.valueOf(status).toLowerCase(Locale.ROOT)) {
            case "created" -> ObservedContainer.State.CREATED;
            case "running", "restarting" -> ObservedContainer.State.RUNNING;
            case "paused" -> ObservedContainer.State.PAUSED;
            case "removing" -> ObservedContainer.State.REMOVING;
            default -> ObservedContainer.State.EXITED;
        };
    }

    /** The engine writes year 1 for "never". */
    private static Instant instant(String text) {
        try {
            Instant at = Instant.parse(String.valueOf(text));
            return at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
