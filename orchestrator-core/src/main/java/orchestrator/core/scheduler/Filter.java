package orchestrator.core.scheduler;

/**
 * One rule of placement. Whether a node may take an instance is asked often, and answered without
 * words; why not is asked only where somebody wants to know.
 */
record Filter(Check check, Words words) {
    /** True when the rule has nothing against it. */
    @FunctionalInterface
    interface Check {
        boolean allows(Seeker seeker, NodeLedger node);
    }

    /** Why it has; asked only of a node that {@link Check} does not allow. */
    @FunctionalInterface
    interface Words {
        Refusal refuse(Seeker seeker, NodeLedger node);
    }
}
