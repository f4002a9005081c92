/**
 * The whole way through real processes: a ZooKeeper that waits for its disk, the real server, and
 * simulated agents, many in one JVM, that read what they are assigned and acknowledge it. Beside each
 * figure stands what a bare ZooKeeper client needs for as many bytes in the same run.
 */
package orchestrator.benchmarks.replay;
