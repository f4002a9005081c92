/**
 * Random clusters under random faults: each seed draws its own cluster, its own faults and its own
 * walk of what is declared; afterwards everything is mended, and the cluster has to come to rest.
 */
package orchestrator.reconciler.simulation.swarm;
