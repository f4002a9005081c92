/**
 * A model of a ZooKeeper ensemble under simulated time: one committed log, servers that may lag
 * behind it, sessions with the leading server's clock, and a client that behaves as ours does. What
 * it allows is held against real servers by {@code StoreFidelityIT}.
 */
package orchestrator.reconciler.simulation.zookeeper;
