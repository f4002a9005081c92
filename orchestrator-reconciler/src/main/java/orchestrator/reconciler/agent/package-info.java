/**
 * One node: makes its containers follow its assignment and reports what it
 * sees.
 */
package orchestrator.reconciler.agent;
