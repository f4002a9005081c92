package orchestrator.reconciler.simulation.zookeeper;

/**
 * Why a transaction was not made.
 *
 * @param index of its first wrong write
 */
record Refusal(int index, Code code) {
    /** As the real servers name them. */
    enum Code {
        NO_NODE,
        NODE_EXISTS,
        BAD_VERSION,
        NOT_EMPTY,
        NO_CHILDREN_FOR_EPHEMERALS,
        NO_AUTH,
        QUOTA_EXCEEDED
    }
}
