/**
 * How a rollout stands: whether everything runs as the current revision asks, whether that revision
 * has failed, and whether it is to be gone back. Derived anew at every look from revisions,
 * assignments and statuses; what cannot be derived is the record that goes in and comes out.
 */
package orchestrator.core.rollout;
