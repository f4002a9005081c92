/**
 * Everything that can go wrong once, in each of twelve stories: at every call that crosses the border
 * of a process, each thing that can become of that call, and of whoever makes it.
 */
package orchestrator.reconciler.simulation.exhaustive;
