/**
 * The parts list of each process; makes the clock, the threads and every adapter. The only
 * user of Guice.
 */
package orchestrator.reconciler.wiring;
