/**
 * How fast it is, beside what the machine allows in the same run and what others were measured at.
 * Never shipped, and used by nothing; {@code docs/performance.md} has the commands.
 */
package orchestrator.benchmarks;
