package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/** Makes {@link ProjectView}s out of what the store holds. */
public final class ProjectViews {
    private ProjectViews() {}

    /** Every project that has anything to show, by name. */
    public static List<ProjectView> of(ClusterView view) {
        return view.projects().stream()
                .map(ClusterView.CurrentProject::record)
                .map(record -> of(view, record.project()))
                .flatMap(Optional::stream)
                .filter(project -> !project.deleted() || !project.instances().isEmpty())
                .sorted(Comparator.comparing(ProjectView::name))
                .toList();
    }

    /** That project, also when it is deleted and gone; empty when there never was one. */
    public static Optional<ProjectView> of(ClusterView view, ProjectName name) {
        return view.projects().stream().filter(each -> each.record().project().equals(name))
                .findFirst().map(each -> project(view, each));
    }

    private static ProjectView project(ClusterView view, ClusterView.CurrentProject current) {
        ProjectName name = current.record().project();
        Optional<DesiredProject> desired = desired(view, name);
        InstanceReader reader = new InstanceReader(view, desired);
        List<InstanceView> instances = new ArrayList<>();
        for (InstanceId id : ids(view, name, desired)) {
            reader.read(id).ifPresent(instances::add);
        }
        return new ProjectView(name, current.record().currentRevision(), current.revision().file(),
                current.revision().deletes(), desired.isPresent(), instances, view.takenAt(),
                RolloutView.of(view, current));
    }

    /** That project as it should run, when this program can read it. */
    public static Optional<DesiredProject> desired(ClusterView view, ProjectName name) {
        return view.desired().projects().stream().filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Every instance that is wanted, held, assigned, or not yet gone. */
    private static SortedSet<InstanceId> ids(ClusterView view, ProjectName name,
            Optional<DesiredProject> desired) {
        SortedSet<InstanceId> ids = new TreeSet<>();
        desired.ifPresent(project -> ids.addAll(Wanted.numbered(project)));
        view.report().ifPresent(report -> report.holds().stream().map(HeldInstance::instance)
                .forEach(ids::add));
        for (NodeObservation node : view.observed().nodes()) {
            node.assignment().instances().forEach(each -> ids.add(each.id()));
            node.status().instances().forEach(each -> ids.add(each.id()));
        }
        ids.removeIf(id -> !id.project().equals(name));
        return ids;
    }
}
