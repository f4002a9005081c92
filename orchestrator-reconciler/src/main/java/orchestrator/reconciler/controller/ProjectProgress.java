package orchestrator.reconciler.controller;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.NodeObservation;

/** How far each project is, kept from look to look: only nodes that changed are counted again. */
final class ProjectProgress {
    private final Map<ProjectName, Tally> projects = new HashMap<>();
    private List<NodeObservation> counted = List.of();
    private Counting latest = new Counting(Optional.empty(), new Tally());

    /** What stands of one project on all nodes. */
    private static final class Tally {
        private int assigned;
        private int ready;
        private int stopping;
    }

    /** The project that was counted for last: what belongs to one stands together. */
    private record Counting(Optional<ProjectName> project, Tally tally) {}

    /**
     * How far one project is.
     *
     * @param stopping how many are told to stop and not yet forgotten
     */
    record Progress(int assigned, int ready, int stopping) {
        /** True when all that is assigned is ready, and nothing is left to stop. */
        boolean isDone() {
            return stopping == 0 && ready == assigned;
        }
    }

    /** Takes in how things are now; returns the projects of which anything may be another. */
    SortedSet<ProjectName> observe(List<NodeObservation> nodes) {
        SortedSet<ProjectName> touched = new TreeSet<>();
        latest = new Counting(Optional.empty(), new Tally());
        for (NodeChange change : NodeChange.between(counted, nodes)) {
            if (change.isOfWork()) {
                change.before().ifPresent(node -> count(node, -1, touched));
                change.after().ifPresent(node -> count(node, 1, touched));
            }
        }
        counted = nodes;
        return touched;
    }

    /** How far it was when last observed. */
    Progress of(ProjectName project) {
        Tally tally = projects.getOrDefault(project, new Tally());
        return new Progress(tally.assigned, tally.ready, tally.stopping);
    }

    private void count(NodeObservation node, int sign, SortedSet<ProjectName> touched) {
        StatusRows rows = new StatusRows(node.status());
        for (AssignedInstance each : node.assignment().instances()) {
            Tally tally = tally(each.id().project(), touched);
            tally.assigned += sign;
            if (rows.find(each.id(), each.incarnation()).map(InstanceStatus::phase)
                    .filter(Phase.READY::equals).isPresent()) {
                tally.ready += sign;
            }
        }
        for (Tombstone stone : node.assignment().tombstones()) {
            tally(stone.id().project(), touched).stopping += sign;
        }
    }

    private Tally tally(ProjectName project, SortedSet<ProjectName> touched) {
        if (latest.project().filter(project::equals).isEmpty()) {
            touched.add(project);
            latest = new Counting(Optional.of(project),
                    projects.computeIfAbsent(project, _ -> new Tally()));
        }
        return latest.tally();
    }
}
