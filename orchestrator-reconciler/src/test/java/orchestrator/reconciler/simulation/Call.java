package orchestrator.reconciler.simulation;

/**
 * One crossing of the border of a simulated process: something it asks of the world, or the world
 * tells it. Numbered in the order they happen in a run, so that a later run of the same seed can
 * meet the same one with another fate.
 *
 * @param number from 1, counted over all processes and kinds of a run
 * @param what   for people: {@code update /assignments/core-01}, {@code create shop/web-1}
 */
public record Call(int number, SimulatedProcess process, Kind kind, String what) {
    /** What is crossed. */
    public enum Kind {
        /** A commit sent to the store. */
        COMMIT,
        /** A call to the engine of a node. */
        ENGINE,
        /** A watch of the store tells of a change. */
        STORE_HINT,
        /** An engine tells that something happened to a container. */
        ENGINE_HINT,
        /** A call to a repository. */
        GIT
    }
}
