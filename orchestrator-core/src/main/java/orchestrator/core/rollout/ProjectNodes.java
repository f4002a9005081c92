package orchestrator.core.rollout;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.ProjectName;
import orchestrator.core.state.NodeObservation;

/**
 * On which nodes anything of each project stands, kept from one look to the next: only nodes of which
 * the assignment changed are gone through again. What did not change has to be the very same object
 * in both looks. A new one knows of no nodes. Not safe for use by several threads.
 */
public final class ProjectNodes {
    private final TreeMap<ProjectName, BitSet> places = new TreeMap<>();
    private List<NodeObservation> seen = List.of();

    /** Takes in how things are now; {@code nodes} are sorted by name. */
    public void see(List<NodeObservation> nodes) {
        if (nodes == seen) {
            return;
        }
        boolean isFirst = !haveSameNames(nodes);
        if (isFirst) {
            places.clear();
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (isFirst) {
                move(i, Optional.empty(), nodes.get(i));
            } else if (nodes.get(i) != seen.get(i)) {
                move(i, Optional.of(seen.get(i)), nodes.get(i));
            }
        }
        seen = nodes;
    }

    /** The nodes that are told to run or to stop anything of that project, sorted by name. */
    public List<NodeObservation> of(ProjectName project) {
        BitSet its = places.get(project);
        return its == null ? List.of() : its.stream().mapToObj(seen::get).toList();
    }

    private boolean haveSameNames(List<NodeObservation> nodes) {
        boolean same = nodes.size() == seen.size();
        for (int i = 0; same && i < nodes.size(); i++) {
            same = nodes.get(i) == seen.get(i) || nodes.get(i).name().equals(seen.get(i).name());
        }
        return same;
    }

    private void move(int place, Optional<NodeObservation> before, NodeObservation now) {
        if (before.filter(old -> old.assignment() == now.assignment()).isPresent()) {
            return;
        }
        TreeSet<ProjectName> gone = new TreeSet<>();
        before.ifPresent(old -> addProjects(old.assignment(), gone));
        TreeSet<ProjectName> there = new TreeSet<>();
        addProjects(now.assignment(), there);
        gone.removeAll(there);
        gone.forEach(project -> leave(place, project));
        there.forEach(project -> places.computeIfAbsent(project, _ -> new BitSet()).set(place));
    }

    private void leave(int place, ProjectName project) {
        BitSet its = places.get(project);
        its.clear(place);
        if (its.isEmpty()) {
            places.remove(project);
        }
    }

    /** What belongs to one project stands together: only where it begins and ends is looked at. */
    private static void addProjects(NodeAssignment assignment, TreeSet<ProjectName> all) {
        List<AssignedInstance> instances = assignment.instances();
        int next = 0;
        while (next < instances.size()) {
            ProjectName project = instances.get(next).id().project();
            all.add(project);
            next = Ordered.place(instances, next,
                    each -> each.id().project().compareTo(project) <= 0 ? -1 : 1);
        }
        assignment.tombstones().forEach(stone -> all.add(stone.id().project()));
    }
}
