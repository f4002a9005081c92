/**
 * The server: {@link orchestrator.reconciler.controller.Leadership} says whether it leads,
 * {@link orchestrator.reconciler.controller.ReconcileLoop} observes, plans, executes and reports
 * while it does. Knows nothing of agents but their records. Every write goes through
 * {@code FencedStore}, which checks the epoch of the term; to believe oneself the leader is never
 * enough. The turns of a server call the store and wait for its answer, for a bounded time, so a
 * server has a timeline for itself.
 */
package orchestrator.reconciler.controller;
