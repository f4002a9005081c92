/**
 * The adapter of the container runtime to a Docker Engine. The only user of
 * docker-java.
 */
package orchestrator.reconciler.docker;
