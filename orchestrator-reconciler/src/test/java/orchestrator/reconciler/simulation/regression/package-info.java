/**
 * Bugs that other projects of this kind are known for, each as what must hold here instead. Written
 * from what their reports say; a name that no report could be found for says so.
 */
package orchestrator.reconciler.simulation.regression;
