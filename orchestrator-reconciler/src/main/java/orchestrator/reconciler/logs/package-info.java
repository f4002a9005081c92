/**
 * The output of containers across machines: an endpoint at each agent and its client, both
 * authenticated with the cluster key.
 */
package orchestrator.reconciler.logs;
