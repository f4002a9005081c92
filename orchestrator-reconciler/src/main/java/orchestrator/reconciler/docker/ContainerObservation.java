package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.state.ObservedContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads which containers are on an engine and how they are. */
final class ContainerObservation {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerObservation.class);

    private ContainerObservation() {}

    /** Every container, in any state, with all these labels. */
    static List<ObservedContainer> list(DockerClient client, Map<String, String> labels) {
        List<ObservedContainer> found = new ArrayList<>();
        for (Container container : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec()) {
            Optional<ContainerIdentity> identity = ContainerNames.identity(container.getLabels());
            if (identity.isEmpty()) {
                LOG.warn("container {} has our labels but no readable identity: left alone",
                        container.getId());
            }
            identity.flatMap(known -> inspect(client, container.getId(), known))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Empty when it vanished since it was listed. */
    private static Optional<ObservedContainer> inspect(DockerClient client, String id,
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
