/**
 * The verbs, one class each, listed once in {@link orchestrator.cli.command.Verb}. A verb reads its
 * options, talks to the cluster through {@code ClusterClient}, and prints what
 * {@code orchestrator.cli.render} makes of it. The only user of picocli.
 */
package orchestrator.cli.command;
