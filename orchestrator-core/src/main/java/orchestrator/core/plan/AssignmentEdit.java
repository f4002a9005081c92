package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Tombstone;
import orchestrator.core.state.PlacementKey;

/**
 * How actions change assignments: the one place that knows, for executor, forecast and tests. Costs
 * what the node runs, and for each action next to nothing: a node may lose all it runs at once.
 */
public final class AssignmentEdit {
    private final NodeAssignment before;
    private final TreeSet<PlacementKey> gone = new TreeSet<>();
    private final TreeSet<PlacementKey> buried = new TreeSet<>();
    private final List<AssignedInstance> added = new ArrayList<>();
    private final List<Tombstone> ended = new ArrayList<>();

    private AssignmentEdit(NodeAssignment before) {
        this.before = before;
    }

    /**
     * {@code before} with the actions of its node applied and the generation one higher; actions of
     * other nodes must not be passed.
     *
     * @param epoch of the leader that writes it
     */
    public static NodeAssignment apply(NodeAssignment before, List<Action> actions, int epoch) {
        AssignmentEdit edit = new AssignmentEdit(before);
        actions.forEach(edit::apply);
        return new NodeAssignment(before.cluster(), epoch, before.generation() + 1,
                edit.instances(), edit.tombstones());
    }

    private void apply(Action action) {
        switch (action) {
            case Action.Start start -> added.add(start.assigned());
            case Action.Stop stop -> end(stop.instance(), stop.incarnation(), stop.reason());
            case Action.Replace replace -> {
                end(replace.instance(), replace.old(), replace.reason());
                added.add(replace.assigned());
            }
            case Action.Adjust adjust -> {
                remove(adjust.instance(), adjust.assigned().incarnation());
                added.add(adjust.assigned());
            }
            case Action.Bury bury ->
                buried.add(new PlacementKey(bury.instance(), bury.incarnation()));
        }
    }

    private void end(InstanceId id, Incarnation incarnation, Reason reason) {
        boolean leased = remove(id, incarnation).filter(AssignedInstance::isLeased).isPresent();
        ended.add(new Tombstone(id, incarnation, reason, leased));
    }

    private Optional<AssignedInstance> remove(InstanceId id, Incarnation incarnation) {
        Optional<AssignedInstance> there = before.find(id, incarnation);
        if (there.isPresent() && gone.add(new PlacementKey(id, incarnation))) {
            return there;
        }
        Optional<AssignedInstance> fresh = added.stream()
                .filter(each -> each.compareTo(id, incarnation) == 0).findFirst();
        fresh.ifPresent(added::remove);
        return fresh;
    }

    private List<AssignedInstance> instances() {
        List<AssignedInstance> instances = new ArrayList<>(before.instances());
        if (!gone.isEmpty()) {
            instances.removeIf(each -> gone.contains(PlacementKey.of(each)));
        }
        instances.addAll(added);
        instances.sort(AssignedInstance.ORDER);
        return instances;
    }

    private List<Tombstone> tombstones() {
        List<Tombstone> tombstones = new ArrayList<>(before.tombstones());
        if (!buried.isEmpty()) {
            tombstones.removeIf(each -> buried.contains(PlacementKey.of(each)));
        }
        tombstones.addAll(ended);
        tombstones.sort(Comparator.comparing(Tombstone::id)
                .thenComparing(Tombstone::incarnation));
        return tombstones;
    }
}
