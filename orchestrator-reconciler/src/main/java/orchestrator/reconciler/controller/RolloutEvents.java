package orchestrator.reconciler.controller;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.Event;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.rollout.RolloutStep;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;

/** That a revision has failed, and that the good one is back. */
final class RolloutEvents {
    private RolloutEvents() {}

    static List<Event> of(RolloutStep step, RolloutRecord before, DesiredProject current,
            ObservedState observed) {
        Instant at = observed.takenAt();
        return switch (step) {
            case RolloutStep.Nothing() -> List.of();
            case RolloutStep.Note(RolloutRecord next) ->
                newFailure(before, next, current.revision())
                        .map(failure -> List.of(failed(at, current, failure, next.good() > 0
                                ? "nothing more of it is rolled out"
                                : "nothing ran before it, so its agents go on trying")))
                        .orElse(List.of());
            case RolloutStep.RollBack back -> List.of(
                    failed(at, current, back.failure(), "it is rolled back"),
                    event(at, current.name(), ReasonCode.ROLLED_BACK,
                            "rolled back to what revision "
                                    + back.to() + " asked for, as revision "
                                    + (current.revision() + 1)));
        };
    }

    private static Optional<Failure> newFailure(RolloutRecord before, RolloutRecord next,
            int revision) {
        boolean known = before.result(revision)
                .filter(result -> result.outcome() == Outcome.FAILED).isPresent();
        return known
                ? Optional.empty()
                : next.result(revision).filter(result -> result.outcome() == Outcome.FAILED)
                        .flatMap(Result::failure);
    }

    private static Event failed(Instant at, DesiredProject current, Failure failure,
            String consequence) {
        return event(at, current.name(), ReasonCode.REVISION_FAILED, "revision "
                + current.revision() + " failed at " + failure.instance().address() + " on "
                + failure.node() + ": " + failure.reason().text() + "; " + consequence);
    }

    private static Event event(Instant at, ProjectName project, ReasonCode code, String text) {
        return new Event(at, Optional.of(project), project.value(), new Reason(code, text));
    }
}
