package orchestrator.cli.render;

import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ProjectName;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Hold;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.ObservedState;

/**
 * What applying a revision would come to.
 *
 * @param from       revision that is current, 0 for none
 * @param to         revision it would make; the same as {@code from} when the file has not changed
 * @param project    as it would run
 * @param changes    what happens to its instances
 * @param holds      what would wait at the end
 * @param difference from the revision that is current
 */
public record PlanView(ProjectName name, int from, int to, DesiredProject project,
        ProjectDifference difference, List<InstanceChange> changes, List<Hold> holds) {
    public PlanView {
        changes = List.copyOf(changes);
        holds = List.copyOf(holds);
    }

    /** The part of a forecast that is about one project. */
    public static PlanView of(Revisions revisions, Forecast forecast, ObservedState observed) {
        ProjectName name = revisions.after().name();
        return new PlanView(name, revisions.from(), revisions.to(), revisions.after(),
                ProjectDifference.between(revisions.before(), revisions.after()),
                InstanceChange.of(forecast.actions(), observed).stream()
                        .filter(each -> each.id().project().equals(name)).toList(),
                forecast.holds().stream().filter(each -> each.instance().project().equals(name))
                        .toList());
    }

    /** The project as it is and as it would be. */
    public record Revisions(int from, int to, Optional<DesiredProject> before,
            DesiredProject after) {}

    /** The instances that end and do not come back. */
    public List<InstanceChange> stops() {
        return of(InstanceChange.Kind.STOPS);
    }

    /** The changes of one kind. */
    public List<InstanceChange> of(InstanceChange.Kind kind) {
        return changes.stream().filter(each -> each.kind() == kind).toList();
    }

    /** True when there is neither a new revision nor anything left to do. */
    public boolean isEmpty() {
        return from == to && changes.isEmpty();
    }

    /** What is to be written down as the change of this revision. */
    public String sentence() {
        return difference.sentence(from == 0);
    }
}
