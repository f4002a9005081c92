package orchestrator.cli.render;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec.Update.Order;
import orchestrator.core.plan.Forecast;
import orchestrator.core.plan.Hold;
import orchestrator.core.plan.ReplaceOrder;
import orchestrator.core.plan.Survival;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/**
 * What applying a revision would come to.
 *
 * @param from       revision that is current, 0 for none
 * @param to         revision it would make; the same as {@code from} when the file has not changed
 * @param project    as it would run
 * @param changes    what happens to its instances
 * @param holds      what would wait at the end
 * @param difference from the revision that is current
 * @param oldFirst   why the old one goes first, of those replaced like that for a reason of theirs
 * @param running    how many of each service run at the end
 * @param survival   what the loss of a node would mean at the end, for all projects
 */
public record PlanView(ProjectName name, int from, int to, DesiredProject project,
        ProjectDifference difference, List<InstanceChange> changes, List<Hold> holds,
        SortedMap<InstanceId, String> oldFirst, SortedMap<ServiceName, Integer> running,
        Survival survival) {
    public PlanView {
        changes = List.copyOf(changes);
        holds = List.copyOf(holds);
    }

    /** What is foreseen for the whole cluster, if that is what is wanted and seen. */
    public record Outlook(DesiredState desired, ObservedState observed, Forecast forecast,
            Survival survival) {}

    /** The part of what is foreseen that is about one project. */
    public static PlanView of(Revisions revisions, Outlook outlook) {
        ProjectName name = revisions.after().name();
        List<InstanceChange> changes = InstanceChange
                .of(outlook.forecast().actions(), outlook.observed()).stream()
                .filter(each -> each.id().project().equals(name)).toList();
        return new PlanView(name, revisions.from(), revisions.to(), revisions.after(),
                ProjectDifference.between(revisions.before(), revisions.after()), changes,
                outlook.forecast().holds().stream()
                        .filter(each -> each.instance().project().equals(name)).toList(),
                oldFirst(changes, outlook), running(name, outlook.forecast().after()),
                outlook.survival());
    }

    /** What is preferred is the same for all of one service in all copies of one stack. */
    private static SortedMap<InstanceId, String> oldFirst(List<InstanceChange> changes,
            Outlook outlook) {
        Map<String, Optional<ReplaceOrder>> known = new TreeMap<>();
        SortedMap<InstanceId, String> reasons = new TreeMap<>();
        changes.stream().filter(change -> change.isReplaced()
                && change.order().equals(Optional.of(Order.STOP_FIRST)))
                .map(InstanceChange::id)
                .forEach(id -> known.computeIfAbsent(
                        id.copy().map(copy -> copy.stack() + "/").orElse("") + id.service(),
                        key -> ReplaceOrder.of(outlook.desired(), outlook.observed(), id))
                        .flatMap(wish -> whyOldFirst(wish, id, outlook.observed()))
                        .ifPresent(why -> reasons.put(id, why)));
        return reasons;
    }

    /**
     * Where two might run side by side only the room keeps the new one from going first, unless the
     * old one does not serve anyway, or another one of it is on its way already.
     */
    private static Optional<String> whyOldFirst(ReplaceOrder wish, InstanceId id,
            ObservedState observed) {
        if (wish.order() == Order.STOP_FIRST) {
            return Optional.of(wish.why());
        }
        List<Boolean> serving = observed.nodes().stream()
                .flatMap(node -> node.assignment().instances().stream()
                        .filter(each -> each.id().equals(id))
                        .map(each -> serves(node, each)))
                .toList();
        return serving.equals(List.of(true))
                ? Optional.of("no room for two of it")
                : Optional.empty();
    }

    private static boolean serves(NodeObservation node, AssignedInstance assigned) {
        return node.silentSince().isEmpty()
                && node.status().find(assigned.id(), assigned.incarnation())
                        .filter(status -> status.phase() == Phase.READY).isPresent();
    }

    private static SortedMap<ServiceName, Integer> running(ProjectName project,
            ObservedState after) {
        TreeSet<InstanceId> ids = new TreeSet<>();
        after.nodes().forEach(node -> node.assignment().instances().stream()
                .map(AssignedInstance::id).filter(id -> id.project().equals(project))
                .forEach(ids::add));
        SortedMap<ServiceName, Integer> running = new TreeMap<>();
        ids.forEach(id -> running.merge(id.service(), 1, Integer::sum));
        return running;
    }

    /** The project as it is and as it would be. */
    public record Revisions(int from, int to, Optional<DesiredProject> before,
            DesiredProject after) {}

    /** The instances that end and do not come back. */
    public List<InstanceChange> stops() {
        return of(InstanceChange.Kind.STOPS);
    }

    /** The changes of one kind. */
    public List<InstanceChange> of(InstanceChange.Kind kind) {
        return changes.stream().filter(each -> each.kind() == kind).toList();
    }

    /** True when there is neither a new revision nor anything left to do. */
    public boolean isEmpty() {
        return from == to && changes.isEmpty();
    }

    /** What is to be written down as the change of this revision. */
    public String sentence() {
        return difference.sentence(from == 0);
    }
}
