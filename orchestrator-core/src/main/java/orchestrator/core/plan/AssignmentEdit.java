package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.Reason;
import orchestrator.core.model.Tombstone;

/** How actions change assignments: the one place that knows, for executor, forecast and tests. */
public final class AssignmentEdit {
    private final List<AssignedInstance> instances;
    private final List<Tombstone> tombstones;

    private AssignmentEdit(NodeAssignment before) {
        instances = new ArrayList<>(before.instances());
        tombstones = new ArrayList<>(before.tombstones());
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
        edit.instances.sort(AssignedInstance.ORDER);
        edit.tombstones.sort(Comparator.comparing(Tombstone::id)
                .thenComparing(Tombstone::incarnation));
        return new NodeAssignment(before.cluster(), epoch, before.generation() + 1,
                edit.instances, edit.tombstones);
    }

    private void apply(Action action) {
        switch (action) {
            case Action.Start start -> instances.add(start.assigned());
            case Action.Stop stop -> end(stop.instance(), stop.incarnation(), stop.reason());
            case Action.Replace replace -> {
                end(replace.instance(), replace.old(), replace.reason());
                instances.add(replace.assigned());
            }
            case Action.Adjust adjust -> {
                remove(adjust.instance(), adjust.assigned().incarnation());
                instances.add(adjust.assigned());
            }
            case Action.Bury bury -> tombstones.removeIf(stone -> stone.id()
                    .equals(bury.instance()) && stone.incarnation().equals(bury.incarnation()));
        }
    }

    private void end(InstanceId id, Incarnation incarnation, Reason reason) {
        boolean leased = instances.stream().anyMatch(each -> each.isLeased()
                && each.id().equals(id) && each.incarnation().equals(incarnation));
        remove(id, incarnation);
        tombstones.add(new Tombstone(id, incarnation, reason, leased));
    }

    private void remove(InstanceId id, Incarnation incarnation) {
        instances.removeIf(each -> each.id().equals(id) && each.incarnation().equals(incarnation));
    }
}
