/**
 * A whole cluster in simulated time: real loops and planners, pretended store, engines and clock.
 * The same seed gives the same run.
 */
package orchestrator.reconciler.simulation;
