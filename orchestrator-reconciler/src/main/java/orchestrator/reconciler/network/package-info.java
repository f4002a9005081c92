/**
 * Probes of ports of this machine.
 */
package orchestrator.reconciler.network;
