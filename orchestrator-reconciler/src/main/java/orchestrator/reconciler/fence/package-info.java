/**
 * The fencer: a small process beside the agent of a node that ends what runs under a lease once that
 * runs out, without the engine and without the store. It outlives the agent. The two talk through
 * small files on a file system in memory.
 */
package orchestrator.reconciler.fence;
