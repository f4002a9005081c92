/** A disk in memory that loses, tears and damages what a real one may, and at no other time. */
package orchestrator.reconciler.simulation.disk;
