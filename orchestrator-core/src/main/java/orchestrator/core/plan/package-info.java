/**
 * The two planners: {@link orchestrator.core.plan.ClusterPlanner} decides what runs on which node,
 * {@link orchestrator.core.plan.NodePlanner} what its agent does about it. Both are pure functions
 * from what should be and what is seen to a plan that leaves nothing to decide to whoever executes
 * it, and that also says what it will not do yet, and why.
 */
package orchestrator.core.plan;
