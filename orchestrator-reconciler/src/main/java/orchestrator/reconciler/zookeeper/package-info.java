/**
 * The adapter of the store to an ensemble, and an embedded server. The only user of
 * Curator.
 */
package orchestrator.reconciler.zookeeper;
