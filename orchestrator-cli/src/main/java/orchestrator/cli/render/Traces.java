package orchestrator.cli.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.HeldInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.LeaderReport;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.NodeObservation;
import orchestrator.reconciler.client.ClusterView;

/**
 * What is said of every instance of some projects, gathered in one look at all nodes: a search
 * through them for each instance would take minutes where there are many.
 */
final class Traces {
    private final Map<ProjectName, Map<InstanceId, Trace>> projects = new TreeMap<>();

    private Traces(Collection<ProjectName> names) {
        names.forEach(name -> projects.put(name, new LinkedHashMap<>()));
    }

    /** Of every instance of these projects that is wanted, held, assigned, or not yet gone. */
    static Traces of(ClusterView view, Collection<ProjectName> names) {
        Traces traces = new Traces(names);
        view.desired().projects().stream()
                .filter(project -> traces.projects.containsKey(project.name()))
                .flatMap(project -> Wanted.numbered(project).stream())
                .forEach(id -> traces.of(id).ifPresent(Trace::number));
        view.report().map(LeaderReport::holds).orElse(List.of()).forEach(traces::take);
        view.observed().nodes().forEach(traces::take);
        return traces;
    }

    /** Those of one project, by id. */
    List<Trace> of(ProjectName name) {
        List<Trace> all = new ArrayList<>(projects.get(name).values());
        all.sort(Comparator.comparing(Trace::id));
        return all;
    }

    private void take(HeldInstance hold) {
        of(hold.instance()).ifPresent(trace -> trace.hold(hold));
    }

    private void take(NodeObservation node) {
        for (AssignedInstance each : node.assignment().instances()) {
            of(each.id()).ifPresent(trace -> trace.place(new Trace.Placed(node, each,
                    node.status().find(each.id(), each.incarnation()))));
        }
        for (InstanceStatus each : node.status().instances()) {
            if (node.assignment().find(each.id(), each.incarnation()).isEmpty()) {
                of(each.id()).ifPresent(trace -> trace.stray(new Trace.Reported(node, each)));
            }
        }
    }

    /** Empty for one of another project. */
    private Optional<Trace> of(InstanceId id) {
        return Optional.ofNullable(projects.get(id.project()))
                .map(traces -> traces.computeIfAbsent(id, Trace::new));
    }
}
