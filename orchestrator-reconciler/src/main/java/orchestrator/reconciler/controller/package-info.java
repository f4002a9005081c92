/**
 * The leader: observes, plans, executes, reports. Knows nothing of agents but their
 * records.
 */
package orchestrator.reconciler.controller;
