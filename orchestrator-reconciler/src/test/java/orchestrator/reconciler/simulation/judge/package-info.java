/**
 * What must never happen, one small class per rule. The judges look from outside: at what truly
 * happened on all engines and at the log of the store, never at what our own records say is so.
 */
package orchestrator.reconciler.simulation.judge;
