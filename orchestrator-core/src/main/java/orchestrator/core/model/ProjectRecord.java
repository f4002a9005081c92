package orchestrator.core.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Which revision of a project is the current one, and whether a person holds its rollout back.
 *
 * @param pause of no effect once another revision is the current one
 */
public record ProjectRecord(ProjectName project, int currentRevision, Optional<Pause> pause) {
    /** Of a project whose rollout nobody holds back. */
    public ProjectRecord(ProjectName project, int currentRevision) {
        this(project, currentRevision, Optional.empty());
    }

    /** Who paused the rollout of which revision. */
    public record Pause(int revision, String who, Instant since) {}

    /** The pause of the current revision, when there is one. */
    public Optional<Pause> activePause() {
        return pause.filter(each -> each.revision() == currentRevision);
    }
}
