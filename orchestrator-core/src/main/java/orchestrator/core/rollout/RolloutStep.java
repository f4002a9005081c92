package orchestrator.core.rollout;

import orchestrator.core.model.RolloutRecord;
import orchestrator.core.model.RolloutRecord.Failure;

/** What follows from a look at a rollout. */
public sealed interface RolloutStep {
    /** Nothing is new. */
    record Nothing() implements RolloutStep {}

    /** The record is to say so from now on. */
    record Note(RolloutRecord record) implements RolloutStep {}

    /**
     * The project goes back to an earlier revision, by a new one with its content.
     *
     * @param record to be written together with the new revision
     * @param to     number of the revision whose content is taken
     */
    record RollBack(RolloutRecord record, int to, Failure failure) implements RolloutStep {}
}
