/** Looks at the machine this process runs on, as Linux shows it; changes nothing. */
package orchestrator.reconciler.machine;
