package orchestrator.core.plan;

import java.time.Duration;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.Reason;
import orchestrator.core.state.PlacementKey;

/** One thing an agent does on its engine, with its cause. Nothing is left to decide. */
public sealed interface ContainerAction {
    PlacementKey placement();

    Reason reason();

    /**
     * Fetches an image that is not on the engine; {@code placement} is the first that needs it.
     *
     * @param ahead true when nothing waits for it yet, so that it must be in nobody's way
     */
    record PullImage(PlacementKey placement, String image, boolean ahead, Reason reason)
            implements
                ContainerAction {}

    /** Makes the container, puts its files into it, starts it. */
    record Create(PlacementKey placement, AssignedInstance assigned, ContainerSpec spec,
            long generation, Reason reason) implements ContainerAction {}

    /** Puts the files into a container that was made but never started, and starts it. */
    record Start(PlacementKey placement, String containerId, AssignedInstance assigned,
            ContainerSpec spec, Reason reason) implements ContainerAction {}

    /** Renders its files anew; if they differ from {@code digest}, copies them and reloads. */
    record Render(PlacementKey placement, String containerId, AssignedInstance assigned,
            ContainerSpec spec, String digest, Reason reason) implements ContainerAction {}

    /**
     * Ends the container: the signal, and SIGKILL after the grace.
     *
     * @param removes true when nothing of it is wanted any more: its {@link Remove} follows
     *                as soon as it has ended, where there is room for one
     */
    record Stop(PlacementKey placement, String containerId, String signal, Duration grace,
            boolean removes, Reason reason) implements ContainerAction {}

    /** Reads the last lines of a container that has ended, before it is removed. */
    record ReadOutput(PlacementKey placement, String containerId, Reason reason)
            implements
                ContainerAction {}

    /** Removes a container that does not run. Its volumes stay. */
    record Remove(PlacementKey placement, String containerId, Reason reason)
            implements
                ContainerAction {}
}
