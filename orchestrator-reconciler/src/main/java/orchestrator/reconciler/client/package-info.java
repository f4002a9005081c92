/**
 * What a person (or later a git commit) does to a cluster: read it whole, apply a revision, empty a
 * node, set a secret. The command line uses this and nothing below it.
 */
package orchestrator.reconciler.client;
