/** What can go wrong between a process and its container engine. */
package orchestrator.reconciler.simulation.engine;
