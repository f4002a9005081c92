/**
 * Does the net catch fish? Known bugs are planted into the project's own source, one at a time, and
 * the simulation must find each within 200 seeds. A plant is a file among the test resources; the
 * production code knows nothing of it.
 */
package orchestrator.reconciler.simulation.plants;
