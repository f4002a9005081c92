/**
 * Where an instance may run and where best: {@link orchestrator.core.scheduler.Filters} say whether
 * and why not, {@link orchestrator.core.scheduler.Scorers} how well. Only the planner asks. The
 * answers are kept in a {@link orchestrator.core.scheduler.Ranking}, so that a placement costs what
 * has changed and not what there is; it may never be told from asking every node anew.
 */
package orchestrator.core.scheduler;
