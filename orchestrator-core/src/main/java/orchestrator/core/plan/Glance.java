package orchestrator.core.plan;

/**
 * How much {@link QuietStep} spares the steps after it. Whatever that is, the plan is the same.
 *
 * @param spares false when all that has a place is gone through by every step
 * @param many   above so many, of which are most of all there are, they are looked at node by node
 */
record Glance(boolean spares, int many) {
    /** What the planner works with. */
    static final Glance USUAL = new Glance(true, 1000);
}
