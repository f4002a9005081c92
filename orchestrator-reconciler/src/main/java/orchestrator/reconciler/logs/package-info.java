/**
 * The output of containers across machines: an endpoint at each agent and its client. Every request
 * is signed with a key derived from the cluster key, for one moment and one use. What goes over the
 * wire is not encrypted yet: {@link orchestrator.reconciler.logs.LogConnections} is the one place
 * where both ends are made.
 */
package orchestrator.reconciler.logs;
