/**
 * Places where a process can be made to die, for tests of what a crash leaves behind. Off unless the
 * system property {@code orch.failpoint} names one: then nothing is between a process and its ports.
 */
package orchestrator.reconciler.failpoint;
