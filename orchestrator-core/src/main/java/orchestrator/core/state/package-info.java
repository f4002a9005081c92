/**
 * The two inputs of a plan: what should run ({@link orchestrator.core.state.DesiredState}) and what
 * is seen ({@link orchestrator.core.state.ObservedState}). Immutable values only.
 */
package orchestrator.core.state;
