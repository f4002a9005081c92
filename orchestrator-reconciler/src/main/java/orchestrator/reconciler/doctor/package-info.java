/**
 * What is wrong with a machine, an ensemble or a cluster, why it matters, and what to type: pure
 * functions over facts that others gather. A fact that cannot be seen is never taken for a good one.
 */
package orchestrator.reconciler.doctor;
