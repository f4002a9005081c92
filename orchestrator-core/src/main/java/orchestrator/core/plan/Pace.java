package orchestrator.core.plan;

/** Whether a plan takes care of what serves while it changes. */
enum Pace {
    /** As the leader works: within budgets, and nothing stops before nobody sends to it. */
    CAREFUL,
    /** As a forecast looks ahead: the same changes, without the waiting in between. */
    AT_ONCE
}
