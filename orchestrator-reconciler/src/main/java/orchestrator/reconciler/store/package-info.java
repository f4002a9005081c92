/**
 * The cluster's state as records at paths: the port {@link orchestrator.reconciler.store.ClusterStore}
 * with the semantics of ZooKeeper that matter here (versions, atomic commits, ephemeral records,
 * watches that are only hints), and above it the typed records. Every path is in
 * {@link orchestrator.reconciler.store.Paths}.
 */
package orchestrator.reconciler.store;
