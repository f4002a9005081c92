package orchestrator.core.model;

import java.time.Instant;
import java.util.Optional;

/** Something that happened, for people. {@code subject} is an address, a node or a project. */
public record Event(Instant at, Optional<ProjectName> project, String subject, Reason reason) {}
