package orchestrator.cli.command;

import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.InstanceView;
import orchestrator.cli.render.ProjectView;
import orchestrator.cli.render.ProjectViews;
import orchestrator.cli.render.Why;
import orchestrator.core.plan.ClusterPlanner;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.Plan;
import orchestrator.reconciler.client.ClusterView;

/** The answers of {@code why}: what the screens know, and each node's refusal from the planner. */
final class Explanation {
    private Explanation() {}

    static List<Why> of(ClusterView view, ProjectView project, List<InstanceView> instances) {
        Plan plan = ClusterPlanner.plan(view.desired(), view.observed());
        return instances.stream().map(instance -> Why.of(project, instance,
                ProjectViews.desired(view, project.name())
                        .flatMap(desired -> desired.service(instance.id().service())),
                hold(plan, instance))).toList();
    }

    private static Optional<Hold> hold(Plan plan, InstanceView instance) {
        return plan.holds().stream().filter(each -> each.instance().equals(instance.id()))
                .findFirst();
    }
}
