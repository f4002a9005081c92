/**
 * Time and turns: everything that waits, repeats or works in the background does so through a
 * {@link orchestrator.reconciler.loop.Timeline}, so that a whole cluster can run in one thread under
 * simulated time.
 */
package orchestrator.reconciler.loop;
