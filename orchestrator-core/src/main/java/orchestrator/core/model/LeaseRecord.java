package orchestrator.core.model;

/**
 * The lease of one node: rewritten by its agent while it runs work that asked for one, so that the
 * version of the record counts the renewals.
 *
 * @param holder names one process of the agent, after the fencer that ends its work: another process
 *               on the same node has another
 */
public record LeaseRecord(NodeName node, String holder) {}
