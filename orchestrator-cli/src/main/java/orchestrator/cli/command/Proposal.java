package orchestrator.cli.command;

import java.util.Optional;

import orchestrator.cli.render.PlanView;
import orchestrator.core.model.Revision;

/**
 * A revision that is not sent yet.
 *
 * @param plan     what would come of it
 * @param revision what would be sent; empty when the current one says the same already
 * @param note     what it is beside what the plan says of it, or empty text
 * @param doubt    why a person may not want it, to be asked about, or empty text
 */
record Proposal(PlanView plan, Optional<Revision> revision, String note, String doubt) {
    /** One that there is no doubt about. */
    Proposal(PlanView plan, Optional<Revision> revision, String note) {
        this(plan, revision, note, "");
    }

    /** True when there is neither anything to send nor anything to wait for. */
    boolean isEmpty() {
        return revision.isEmpty() && plan.isEmpty() && plan.holds().isEmpty();
    }

    /** True when something that ran before would not run like that any more. */
    boolean changesWhatRan() {
        return revision.isPresent() && plan.from() > 0 && !plan.changes().isEmpty();
    }
}
