/**
 * Small files that must survive: a {@link orchestrator.reconciler.disk.Disk} for whoever keeps some,
 * and {@link orchestrator.reconciler.disk.WholeFiles} on top of it, which are whole or recognised as
 * damaged.
 */
package orchestrator.reconciler.disk;
