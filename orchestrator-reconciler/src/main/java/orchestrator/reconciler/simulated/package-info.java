/**
 * A container runtime that only pretends, for machines without an engine and for
 * tests.
 */
package orchestrator.reconciler.simulated;
