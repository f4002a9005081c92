/**
 * The terminal itself: where lines go, whether there is a person in front of it, how wide it is, and
 * the live screen that redraws itself in place. The only user of JLine, loaded for live screens only.
 */
package orchestrator.cli.terminal;
