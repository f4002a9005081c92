/**
 * Everything that can go wrong once, in each of thirteen stories: at every call that crosses the border
 * of a process, each thing that can become of that call, and of whoever makes it; and every server that
 * lags which the caller, or its next life, may come to right then.
 */
package orchestrator.reconciler.simulation.exhaustive;
