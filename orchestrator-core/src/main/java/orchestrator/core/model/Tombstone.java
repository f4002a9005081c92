package orchestrator.core.model;

/** The one word that ends a container: this incarnation is over, and why. */
public record Tombstone(InstanceId id, Incarnation incarnation, Reason reason) {}
