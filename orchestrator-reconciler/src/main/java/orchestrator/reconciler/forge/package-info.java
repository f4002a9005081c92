/**
 * Sets the status of commits through the API of GitHub, GitLab and Gitea: the adapter of
 * {@link orchestrator.reconciler.git.Announcer}. An address to be asked is written by whoever may
 * connect a project, so it is not trusted: no redirects, no proxy, little time, and nothing on this
 * machine or in its neighbourhood but what the servers were started to allow.
 */
package orchestrator.reconciler.forge;
