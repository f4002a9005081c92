package orchestrator.reconciler.store;

/** A decoded record and the version a write of it must name. */
public record Versioned<T>(T value, int version, long sequence) {}
