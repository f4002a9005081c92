/**
 * What a person sees, as values: each screen is a pure function from a view of the cluster to
 * {@link orchestrator.cli.render.Line}s, and each JSON document to a tree of maps and lists. Nothing
 * here prints, waits, reads a clock or decides anything: phases and reasons are taken as the leader
 * and the agents gave them.
 */
package orchestrator.cli.render;
