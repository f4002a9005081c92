package orchestrator.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.cli.render.PlanView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Survival;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.client.ClusterView;

/** The planner, asked about a cluster as a person sees it. */
final class Planning {
    private Planning() {}

    /**
     * What applying {@code draft} would come to.
     *
     * @throws Failure when that cannot be told, as of {@link #requireWhole}
     */
    static PlanView of(Draft draft, ClusterView view) {
        return change(draft, view).map(project -> of(project, view, 1)).orElseGet(() -> of(
                ProjectViews.desired(view, draft.project().name()).orElseThrow(), view, 0));
    }

    /** What applying {@code draft} would make the project; empty when it is that already. */
    static Optional<DesiredProject> change(Draft draft, ClusterView view) {
        DesiredProject project = draft.project();
        ProjectName name = project.name();
        boolean same = current(view, name).filter(each -> draft.sameAs(each.revision()))
                .isPresent() && !hasFailed(view, name)
                && ProjectViews.desired(view, name).isPresent();
        return same
                ? Optional.empty()
                : Optional.of(project.withRestarts(restarts(view, name)));
    }

    /**
     * What it would come to if that were wanted of a project, as the current revision or
     * {@code further} ones above it.
     *
     * @throws Failure as of {@link #requireWhole}
     */
    static PlanView of(DesiredProject after, ClusterView view, int further) {
        requireWhole(view);
        int from = number(view, after.name());
        PlanView.Revisions revisions = new PlanView.Revisions(from, from + further,
                ProjectViews.desired(view, after.name()), after);
        DesiredState desired = with(view.desired(), after);
        Forecast forecast = forecast(desired, view.observed());
        return PlanView.of(revisions, new PlanView.Outlook(desired, view.observed(), forecast,
                Survival.of(desired, forecast.after())));
    }

    /** The current revision of a project, 0 before the first. */
    static int number(ClusterView view, ProjectName name) {
        return current(view, name).map(each -> each.record().currentRevision()).orElse(0);
    }

    /** True when the current revision failed: to apply the same once more is to try again. */
    static boolean hasFailed(ClusterView view, ProjectName name) {
        return view.rollout(name).result(number(view, name))
                .filter(each -> each.outcome() == RolloutRecord.Outcome.FAILED).isPresent();
    }

    /** What was to be restarted so far, which every later revision takes over. */
    static SortedMap<String, Integer> restarts(ClusterView view, ProjectName name) {
        return current(view, name).map(each -> each.revision().restarts())
                .orElseGet(TreeMap::new);
    }

    /**
     * Of a part of the state nothing is forecast, not even a stop: nobody could be asked about it.
     *
     * @throws Failure with {@link ExitCode#UNREACHABLE} when that is all there is
     */
    static void requireWhole(ClusterView view) {
        if (!view.observed().complete()) {
            throw Failure.unreachable("a part of the cluster's state cannot be read, so nobody can "
                    + "say what would be stopped; nothing was sent", "orch status");
        }
    }

    /** What is left to do for what is wanted now. */
    static Forecast pending(ClusterView view) {
        return forecast(view.desired(), view.observed());
    }

    /** The forecast, numbered above everything that was ever placed. */
    static Forecast forecast(DesiredState desired, ObservedState observed) {
        int epoch = observed.epoch();
        for (NodeObservation node : observed.nodes()) {
            epoch = Math.max(epoch, node.assignment().epoch());
        }
        return Forecast.of(desired, new ObservedState(observed.cluster(), epoch + 1, 0,
                observed.takenAt(), observed.complete(), observed.nodes(), observed.secrets()));
    }

    /** That project and its current revision, when there ever was one. */
    static Optional<ClusterView.CurrentProject> current(ClusterView view, ProjectName name) {
        return view.projects().stream().filter(each -> each.record().project().equals(name))
                .findFirst();
    }

    /** The revision a person saw, for the cluster to compare. */
    static OptionalInt expected(ClusterView view, ProjectName name) {
        return current(view, name).map(each -> OptionalInt.of(each.record().currentRevision()))
                .orElse(OptionalInt.empty());
    }

    /** What is wanted, with that project as it is or instead of what it was. */
    static DesiredState with(DesiredState desired, DesiredProject project) {
        List<DesiredProject> all = new ArrayList<>(desired.projects());
        all.removeIf(each -> each.name().equals(project.name()));
        all.add(project);
        all.sort(Comparator.comparing(DesiredProject::name));
        return new DesiredState(all);
    }
}
