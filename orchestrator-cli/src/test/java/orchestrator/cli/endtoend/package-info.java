/**
 * Whole clusters of real processes on real container engines, used through the command line as a
 * person would.
 */
package orchestrator.cli.endtoend;
