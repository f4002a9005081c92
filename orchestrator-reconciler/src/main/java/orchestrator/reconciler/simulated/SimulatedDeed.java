package orchestrator.reconciler.simulated;

import orchestrator.core.model.ContainerIdentity;

/**
 * Something that truly happened to a pretended container.
 *
 * @param identity as its labels say, which somebody may have faked
 */
public record SimulatedDeed(Kind kind, Cause cause, String containerId,
        ContainerIdentity identity) {
    /** What happened. */
    public enum Kind {
        CREATED,
        STARTED,
        /** It runs and was asked to end. */
        STOPPED,
        EXITED,
        PAUSED,
        UNPAUSED,
        RENAMED,
        REMOVED
    }

    /** Who or what made it happen. */
    public enum Cause {
        /** A call through the port. */
        CALL,
        /** The process inside, by itself. */
        ITSELF,
        /** The kernel, for the memory it used. */
        MEMORY,
        /** Somebody at the engine who is not one of us. */
        HAND,
        /** The machine lost its power. */
        POWER,
        /** The engine, as it came back or because it was told to restart the container. */
        ENGINE,
        /** The fencer. */
        FENCER
    }
}
