package orchestrator.core.scheduler;

/** One preference among nodes that may take an instance. */
@FunctionalInterface
interface Scorer {
    /** How much speaks against the node: less is better, 0 is best. */
    long against(Seeker seeker, NodeLedger node);
}
