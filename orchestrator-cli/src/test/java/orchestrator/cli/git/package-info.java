/**
 * Git end to end: real repositories, real hooks, a git server over HTTP, a cluster of
 * {@code orch up} on a real engine, and a stopwatch.
 */
package orchestrator.cli.git;
