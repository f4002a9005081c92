package orchestrator.core.state;

import java.time.Instant;

import orchestrator.core.model.ContainerIdentity;

/**
 * A container of ours as the engine reports it.
 *
 * @param exitCode    of the last run; 0 unless {@code EXITED}
 * @param outOfMemory true when the kernel ended it for its memory limit
 * @param startedAt   by the engine's clock; {@link Instant#EPOCH} when it never started
 */
public record ObservedContainer(String id, ContainerIdentity identity, State state, int exitCode,
        boolean outOfMemory, Instant startedAt) {
    /** What the engine knows of its life. PAUSED counts as running that does not answer. */
    public enum State {
        CREATED, RUNNING, PAUSED, EXITED, REMOVING
    }
}
