package orchestrator.core.model;

/** Which revision of a project is the current one. */
public record ProjectRecord(ProjectName project, int currentRevision) {}
