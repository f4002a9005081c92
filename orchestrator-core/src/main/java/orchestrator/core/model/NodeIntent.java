package orchestrator.core.model;

import java.time.Instant;

/** What a person wants of a node: that it is emptied, or (no record) that it works. */
public record NodeIntent(String who, String why, Instant since) {}
