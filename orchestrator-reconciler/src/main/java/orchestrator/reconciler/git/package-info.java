/**
 * A commit is an apply: the port to repositories elsewhere, and the loop of the leader that follows
 * them. What is to be done is decided in {@code core.git}.
 */
package orchestrator.reconciler.git;
