package orchestrator.reconciler.store;

import java.util.Optional;

import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.ProjectRecord.Pause;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;

/** Why nothing that serves is replaced for the current revision of a project. */
final class Halt {
    private static final Reason UNREADABLE = new Reason(ReasonCode.STORE_IN_DOUBT,
            "the record of how its revisions ended cannot be read");

    private Halt() {}

    /** Empty while the rollout may go on; {@code rollout} is empty when it cannot be read. */
    static Optional<Reason> of(ProjectRecord project, Optional<RolloutRecord> rollout) {
        if (rollout.isEmpty()) {
            return Optional.of(UNREADABLE);
        }
        return project.activePause().map(Halt::paused)
                .or(() -> failed(project.currentRevision(), rollout.get()));
    }

    private static Reason paused(Pause pause) {
        return new Reason(ReasonCode.ROLLOUT_PAUSED,
                pause.who() + " paused the rollout of revision "
                        + pause.revision() + "; orch resume lets it go on");
    }

    /** Before anything ever ran as asked there is nothing to protect, and much to mend. */
    private static Optional<Reason> failed(int current, RolloutRecord rollout) {
        return rollout.result(current)
                .filter(result -> result.outcome() == Outcome.FAILED && rollout.good() > 0)
                .map(Halt::stopped);
    }

    private static Reason stopped(Result result) {
        String why = result.failure().map(Halt::told).orElse("");
        return new Reason(ReasonCode.ROLLOUT_STOPPED, "the rollout of revision "
                + result.revision() + " has failed" + why
                + "; apply one that is mended, or orch rollback");
    }

    private static String told(Failure failure) {
        return ": " + failure.instance().address() + ", " + failure.reason().text();
    }
}
