/**
 * Containers as an agent needs them: the port {@link orchestrator.reconciler.runtime.ContainerRuntime}
 * and its values. Adapters live in packages of their own.
 */
package orchestrator.reconciler.runtime;
