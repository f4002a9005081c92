/**
 * Probes of ports of this node over real sockets. Seen by {@code wiring} alone.
 */
package orchestrator.reconciler.network;
