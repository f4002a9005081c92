/**
 * Secrets at rest: sealed with AES-256-GCM under the cluster key. The key lies in a file on each
 * server and agent, never in the store.
 */
package orchestrator.reconciler.secret;
