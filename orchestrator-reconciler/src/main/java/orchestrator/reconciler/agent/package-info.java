/**
 * One node: {@link orchestrator.reconciler.agent.AgentLoop} makes its containers follow its
 * assignment and reports what it sees. What to do is decided by
 * {@link orchestrator.core.plan.NodePlanner}; here it is looked, acted and remembered. Turns own all
 * state and never block; everything that asks the store, the engine or the disk is a job. Doubt
 * about the store stops nothing.
 */
package orchestrator.reconciler.agent;
