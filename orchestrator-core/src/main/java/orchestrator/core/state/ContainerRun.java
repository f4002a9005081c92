package orchestrator.core.state;

import java.time.Instant;

/** One run of one container; the engine starting it anew, for whoever asked, is another run. */
public record ContainerRun(String containerId, Instant startedAt) {
    public static ContainerRun of(ObservedContainer container) {
        return new ContainerRun(container.id(), container.startedAt());
    }
}
