/**
 * The program as a person runs it: real processes, started through the launcher of the checkout with
 * the one jar.
 */
package orchestrator.cli.process;
