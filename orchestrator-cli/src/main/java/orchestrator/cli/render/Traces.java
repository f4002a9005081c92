package orchestrator.cli.render;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
    private final Map<ProjectName, Project> projects = new TreeMap<>();

    private Traces(Collection<ProjectName> names) {
        names.forEach(name -> projects.put(name, new Project()));
    }

    /** Those of one project, in order, and by their service those that run directly. */
    private static final class Project {
        private final SortedMap<InstanceId, Siblings> all = new TreeMap<>(Siblings.ORDER);
        private final Map<String, Siblings> direct = new HashMap<>();

        void put(InstanceId id, Siblings siblings) {
            all.put(id, siblings);
            if (id.copy().isEmpty()) {
                direct.put(id.service().value(), siblings);
            }
        }

        Siblings of(InstanceId id) {
            Siblings known = id.copy().isEmpty()
                    ? direct.get(id.service().value())
                    : all.get(id);
            if (known == null) {
                known = Siblings.unnumbered(id);
                put(id, known);
            }
            return known;
        }
    }

    /** Of every instance of these projects that is wanted, held, assigned, or not yet gone. */
    static Traces of(ClusterView view, Collection<ProjectName> names) {
        Traces traces = new Traces(names);
        view.desired().projects().stream()
                .filter(project -> traces.projects.containsKey(project.name()))
                .flatMap(project -> Wanted.last(project).stream())
                .forEach(last -> traces.projects.get(last.project())
                        .put(last, Siblings.upTo(last)));
        view.report().map(LeaderReport::holds).orElse(List.of()).forEach(traces::take);
        view.observed().nodes().forEach(traces::take);
        return traces;
    }

    /** Those of one project, by id. */
    Collection<Siblings> of(ProjectName name) {
        return projects.get(name).all.values();
    }

    private void take(HeldInstance hold) {
        of(hold.instance()).ifPresent(trace -> trace.hold(hold));
    }

    /** Its two lists are in the same order, so that each is gone through once. */
    private void take(NodeObservation node) {
        List<InstanceStatus> rows = node.status().instances();
        int next = 0;
        for (AssignedInstance each : node.assignment().instances()) {
            while (order(rows, next, each) < 0) {
                stray(node, rows.get(next++));
            }
            place(node, each, order(rows, next, each) == 0
                    ? Optional.of(rows.get(next++))
                    : Optional.empty());
        }
        for (InstanceStatus each : rows.subList(next, rows.size())) {
            stray(node, each);
        }
    }

    private static int order(List<InstanceStatus> rows, int next, AssignedInstance assigned) {
        return next == rows.size()
                ? 1
                : rows.get(next).compareTo(assigned.id(), assigned.incarnation());
    }

    // There may be a million rows: in these two nothing is made that is not kept.

    private void place(NodeObservation node, AssignedInstance assigned,
            Optional<InstanceStatus> status) {
        Optional<Trace> trace = of(assigned.id());
        if (trace.isPresent()) {
            trace.get().place(new Trace.Placed(node, assigned, status));
        }
    }

    private void stray(NodeObservation node, InstanceStatus status) {
        Optional<Trace> trace = of(status.id());
        if (trace.isPresent()) {
            trace.get().stray(new Trace.Reported(node, status));
        }
    }

    /** Empty for one of another project. */
    private Optional<Trace> of(InstanceId id) {
        Project project = projects.get(id.project());
        return project == null ? Optional.empty() : Optional.of(project.of(id).of(id));
    }
}
