/**
 * How fast real containers come, change and go through the cluster, beside the bare engines in the
 * same run. Prints a table and asserts no time.
 */
package orchestrator.cli.speed;
