/**
 * Where an instance may run and where best: {@link orchestrator.core.scheduler.Filter} says whether
 * and why not, {@link orchestrator.core.scheduler.Scorer} how well. Only the planner asks.
 */
package orchestrator.core.scheduler;
