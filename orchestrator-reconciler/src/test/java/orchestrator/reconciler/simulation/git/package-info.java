/** Git repositories under simulated time, and whether they are followed as they should be. */
package orchestrator.reconciler.simulation.git;
