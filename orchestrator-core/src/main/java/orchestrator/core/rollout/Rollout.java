package orchestrator.core.rollout;

import java.time.Instant;
import java.util.Optional;

import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.Plan;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;

/**
 * All that is known of one project's rollout at one moment.
 *
 * @param current  the current revision
 * @param good     the revision that {@code record} calls good; empty when it names none, or when
 *                 that one cannot be read any more
 * @param observed the whole cluster
 * @param since    when whoever asks first saw the current revision, by the clock that also says
 *                 when {@code observed} was taken; another leader's clock says nothing here
 * @param plan     of the whole cluster, made from {@code observed}: what is left to do
 */
public record Rollout(DesiredProject current, Optional<DesiredProject> good, RolloutRecord record,
        Instant since, ObservedState observed, Plan plan) {
    /** True when there is a good revision that nobody can read: nothing can be gone back to. */
    boolean isGoodUnreadable() {
        return record.good() > 0 && good.isEmpty();
    }
}
