/** The adapter to ZooKeeper against real servers: embedded ones, and an ensemble of processes. */
package orchestrator.reconciler.zookeeper;
