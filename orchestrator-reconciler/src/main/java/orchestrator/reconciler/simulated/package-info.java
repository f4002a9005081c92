/**
 * A container engine that only pretends, for machines without one and for tests: names are unique,
 * ports collide, starting and pulling take their time, containers end when a test says so. Seen by
 * {@code wiring} alone. Deterministic: time comes from the timeline it is given.
 */
package orchestrator.reconciler.simulated;
