package orchestrator.core.rollout;

import java.util.Optional;

import orchestrator.core.model.Reason;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.RolloutRecord.Result;
import orchestrator.core.model.ServiceSpec.Update.OnFailure;

/**
 * Decides how a rollout stands. A revision is done when everything runs as it asks, and then it is
 * the good one; it has failed when a container that differs from the good revision's did not become
 * stable, or does not do with what it was given anew, for a reason that is not its node's.
 */
public final class RolloutJudge {
    private static final RolloutStep NOTHING = new RolloutStep.Nothing();

    private RolloutJudge() {}

    /** False once the revision is done: whatever happens then is not its rollout any more. */
    public static boolean isOpen(RolloutRecord record, int revision) {
        return record.result(revision).filter(it -> it.outcome() == Outcome.DONE).isEmpty();
    }

    /** The step: the same for the same input. Nothing is decided while anything is in doubt. */
    public static RolloutStep decide(Rollout rollout) {
        int revision = rollout.current().revision();
        if (!rollout.observed().complete() || !isOpen(rollout.record(), revision)) {
            return NOTHING;
        }
        RolloutRecord known = Results.begun(rollout.record(), revision,
                rollout.observed().takenAt());
        Result result = known.result(revision).orElseThrow();
        Sight sight = Sight.of(rollout);
        if (Completion.isReached(rollout, sight)) {
            return note(rollout, done(rollout, known));
        }
        return result.outcome() == Outcome.FAILED
                ? note(rollout, known)
                : Failures.first(rollout, sight).map(found -> failed(rollout, known, found))
                        .orElseGet(() -> note(rollout, known));
    }

    private static RolloutStep note(Rollout rollout, RolloutRecord next) {
        return next.equals(rollout.record()) ? NOTHING : new RolloutStep.Note(next);
    }

    /** A revision that declares nothing, as one that deletes does, is none to go back to. */
    private static RolloutRecord done(Rollout rollout, RolloutRecord known) {
        int revision = rollout.current().revision();
        int good = rollout.current().services().isEmpty() ? 0 : revision;
        return Results.ended(new RolloutRecord(known.project(), good, known.results()),
                new Result(revision, Outcome.DONE, rollout.observed().takenAt(),
                        Optional.empty()));
    }

    private static RolloutStep failed(Rollout rollout, RolloutRecord known, Failed found) {
        boolean wanted = found.service().update().onFailure() == OnFailure.ROLLBACK;
        if (wanted && rollout.good().isPresent()) {
            Failure failure = found.failure(Optional.of(known.good()));
            return new RolloutStep.RollBack(failed(rollout, known, failure), known.good(),
                    failure);
        }
        Failure failure = found.failure(Optional.empty());
        return note(rollout, failed(rollout, known, wanted && rollout.isGoodUnreadable()
                ? notGoneBack(failure, known.good())
                : failure));
    }

    private static RolloutRecord failed(Rollout rollout, RolloutRecord known, Failure failure) {
        return Results.ended(known, new Result(rollout.current().revision(), Outcome.FAILED,
                rollout.observed().takenAt(), Optional.of(failure)));
    }

    private static Failure notGoneBack(Failure failure, int good) {
        Reason reason = new Reason(failure.reason().code(), failure.reason().text()
                + "; revision " + good + " cannot be read, so it is not gone back to");
        return new Failure(failure.instance(), failure.node(), failure.incarnation(), reason,
                failure.check(), failure.output(), failure.touched(), failure.of(),
                Optional.empty());
    }
}
