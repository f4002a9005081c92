package orchestrator.cli.command;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.cli.render.RolloutView;
import orchestrator.core.model.Revision;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.reconciler.client.ClusterView;

/**
 * Which revision of a project is looked on at, and what became of the ones before it.
 *
 * @param revision   the one that is to come true; empty for whichever is the current one
 * @param undone     the revision that failed and that {@code revision} undoes
 * @param since      when the rollback was first seen
 * @param failed     why it failed, or why {@code revision} did
 * @param overtaking the revision that somebody else put in its place
 */
record Course(OptionalInt revision, OptionalInt undone, Optional<Instant> since,
        Optional<RolloutRecord.Result> failed, Optional<Revision> overtaking) {
    /** Towards that revision, and no other but its rollback. */
    static Course to(int revision) {
        return new Course(OptionalInt.of(revision), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** Towards whichever revision is the current one. */
    static Course any() {
        return new Course(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** True when it ended because the leader took another revision back to life. */
    boolean isRolledBack() {
        return undone.isPresent();
    }

    /** True when the current revision failed and stays the current one. */
    boolean isFailed() {
        return undone.isEmpty() && failed.isPresent();
    }

    /** The course after one more look. {@code bound} is whether any other revision ends it. */
    Course after(ClusterView.CurrentProject current, RolloutRecord record, Instant now,
            boolean bound) {
        int number = current.record().currentRevision();
        if (revision.isEmpty() || revision.getAsInt() == number) {
            return at(number, record);
        }
        if (number == revision.getAsInt() + 1 && RolloutView.isRollback(current.revision())) {
            return new Course(OptionalInt.of(number), revision, Optional.of(now), failed,
                    overtaking).at(number, record);
        }
        return bound
                ? new Course(revision, undone, since, failed, Optional.of(current.revision()))
                : to(number).at(number, record);
    }

    /** Its failure is in the record before or after the rollback is seen. */
    private Course at(int number, RolloutRecord record) {
        Optional<RolloutRecord.Result> result = record.result(undone.orElse(number))
                .filter(each -> each.outcome() == Outcome.FAILED)
                .filter(each -> undone.isPresent() || !isToBeUndone(each));
        return new Course(OptionalInt.of(number), undone, since, result, overtaking);
    }

    /** The rollback is there already, and seen at the next look. */
    private static boolean isToBeUndone(RolloutRecord.Result result) {
        return result.failure().flatMap(RolloutRecord.Failure::rolledBackTo).isPresent();
    }
}
