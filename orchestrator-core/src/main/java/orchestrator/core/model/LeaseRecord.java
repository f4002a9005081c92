package orchestrator.core.model;

/**
 * The lease of one node: rewritten by its agent while it runs work that asked for one, so that the
 * version of the record counts the renewals.
 *
 * @param holder names one process of the agent: another one on the same node has another
 */
public record LeaseRecord(NodeName node, String holder) {}
