/**
 * Real faults on real components: three hosts with an engine, a ZooKeeper server and an agent each,
 * two servers of ours on machines of their own. What happened is judged by what the containers
 * themselves wrote down, by the engines' events and by the ensemble's own log, never by our records.
 */
package orchestrator.cli.faults;
