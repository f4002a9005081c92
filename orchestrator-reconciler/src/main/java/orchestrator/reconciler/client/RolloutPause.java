package orchestrator.reconciler.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.Versioned;

/** Holds the rollout of a current revision back, and lets it go on. */
final class RolloutPause {
    private final ClusterRecords records;
    private final Supplier<Instant> now;

    RolloutPause(ClusterRecords records, Supplier<Instant> now) {
        this.records = records;
        this.now = now;
    }

    boolean pause(ProjectName project, int expected, String who) {
        return Retry.untilWritten("pause project " + project, () -> {
            Versioned<ProjectRecord> current = look(project, expected);
            boolean runs = current.value().activePause().isEmpty();
            if (runs) {
                write(current, Optional.of(new Pause(expected, who, now.get())));
            }
            return runs;
        });
    }

    boolean resume(ProjectName project, int expected) {
        return Retry.untilWritten("resume project " + project, () -> {
            Versioned<ProjectRecord> current = look(project, expected);
            boolean paused = current.value().activePause().isPresent();
            if (paused) {
                write(current, Optional.empty());
            }
            return paused;
        });
    }

    private Versioned<ProjectRecord> look(ProjectName project, int expected) {
        return RevisionWrites.look(records, project, OptionalInt.of(expected)).orElseThrow();
    }

    private void write(Versioned<ProjectRecord> current, Optional<Pause> pause) {
        ProjectRecord next = new ProjectRecord(current.value().project(),
                current.value().currentRevision(), pause);
        records.store().commit(List.of(records.replace(next, current)));
    }
}
