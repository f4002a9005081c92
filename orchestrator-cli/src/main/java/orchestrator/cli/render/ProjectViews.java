package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.ProjectName;
import orchestrator.core.state.DesiredProject;
import orchestrator.reconciler.client.ClusterView;

/** Makes {@link ProjectView}s out of what the store holds. */
public final class ProjectViews {
    private ProjectViews() {}

    /** Every project that has anything to show, by name. */
    public static List<ProjectView> of(ClusterView view) {
        Traces traces = Traces.of(view, view.projects().stream()
                .map(each -> each.record().project()).toList());
        return view.projects().stream()
                .map(current -> project(view, current, traces))
                .filter(project -> !project.deleted() || !project.instances().isEmpty())
                .sorted(Comparator.comparing(ProjectView::name))
                .toList();
    }

    /** That project, also when it is deleted and gone; empty when there never was one. */
    public static Optional<ProjectView> of(ClusterView view, ProjectName name) {
        return view.projects().stream().filter(each -> each.record().project().equals(name))
                .findFirst()
                .map(each -> project(view, each, Traces.of(view, List.of(name))));
    }

    private static ProjectView project(ClusterView view, ClusterView.CurrentProject current,
            Traces traces) {
        ProjectName name = current.record().project();
        Optional<DesiredProject> desired = desired(view, name);
        InstanceReader reader = new InstanceReader(view, desired);
        List<InstanceView> instances = new ArrayList<>();
        // On all processors: here there may be a million.
        traces.of(name).parallelStream().map(reader::read).toList().forEach(instances::addAll);
        return new ProjectView(name, current.record().currentRevision(), current.revision().file(),
                current.revision().deletes(), desired.isPresent(), instances, view.takenAt(),
                RolloutView.of(view, current));
    }

    /** That project as it should run, when this program can read it. */
    public static Optional<DesiredProject> desired(ClusterView view, ProjectName name) {
        return view.desired().projects().stream().filter(each -> each.name().equals(name))
                .findFirst();
    }
}
