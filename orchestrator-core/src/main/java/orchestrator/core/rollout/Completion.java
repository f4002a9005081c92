package orchestrator.core.rollout;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Ordered;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Action;
import orchestrator.core.plan.Hold;
import orchestrator.core.rollout.Sight.Seen;
import orchestrator.core.state.NodeObservation;

/** Whether everything that can be reached runs as the current revision asks. */
final class Completion {
    /** The nodes' own: whoever is held for these is not the revision's to bring up. */
    private static final Set<ReasonCode> OF_NODES = EnumSet.of(ReasonCode.NODE_SILENT,
            ReasonCode.NODE_LOST, ReasonCode.WAITS_FOR_DATA, ReasonCode.NO_NODE_FITS,
            ReasonCode.MANY_NODES_LOST, ReasonCode.WAITS_FOR_PROOF, ReasonCode.WAITS_FOR_LEASE);
    /** Once all that is placed counts, these wait for nothing but the others. */
    private static final Set<ReasonCode> AFTER_THOSE = EnumSet.of(ReasonCode.WAITS_FOR_READY,
            ReasonCode.WAITS_FOR_PLACE);

    private final Rollout rollout;
    private final Sight sight;

    private Completion(Rollout rollout, Sight sight) {
        this.rollout = rollout;
        this.sight = sight;
    }

    static boolean isReached(Rollout rollout, Sight sight) {
        Completion completion = new Completion(rollout, sight);
        return completion.nothingLeftToDo() && completion.nothingStops()
                && completion.nothingHeld() && completion.allCount()
                && completion.allChangesRan();
    }

    private boolean isOurs(ProjectName project) {
        return project.equals(rollout.current().name());
    }

    /** A plan is sorted by instance, and so by project: there may be millions of others. */
    private int compare(InstanceId id) {
        return id.project().compareTo(rollout.current().name());
    }

    private Stream<Action> ourActions() {
        return Ordered.all(rollout.plan().actions(), action -> compare(action.instance()))
                .stream();
    }

    private boolean nothingLeftToDo() {
        return ourActions()
                .allMatch(action -> action instanceof Action.Adjust
                        || action instanceof Action.Bury);
    }

    /** What is gone already and only waits for its burial does not count as stopping. */
    private boolean nothingStops() {
        return sight.its().stream().filter(node -> node.status().trouble().isEmpty())
                .allMatch(node -> node.assignment().tombstones().stream()
                        .filter(stone -> isOurs(stone.id().project()))
                        .allMatch(stone -> isBuried(node, stone)));
    }

    private boolean isBuried(NodeObservation node, Tombstone stone) {
        return ourActions().anyMatch(
                action -> action instanceof Action.Bury(var where, var instance, var incarnation, var _)
                        && where.equals(node.name())
                        && instance.equals(stone.id()) && incarnation.equals(stone.incarnation()));
    }

    private boolean nothingHeld() {
        List<ReasonCode> held = Ordered
                .all(rollout.plan().holds(), hold -> compare(hold.instance())).stream()
                .map(Hold::reason).map(reason -> reason.code()).toList();
        boolean nodesHold = held.stream().anyMatch(OF_NODES::contains);
        return held.stream().allMatch(code -> OF_NODES.contains(code)
                || nodesHold && AFTER_THOSE.contains(code));
    }

    private boolean allCount() {
        return sight.adjusted().isProven(rollout.observed().takenAt())
                && sight.seen().allMatch(this::isAsAsked);
    }

    /**
     * What only nodes hold back is not the revision's to bring up, but it proves nothing either:
     * nobody may go back to a container that never ran.
     */
    private boolean allChangesRan() {
        TreeSet<ServiceName> open = new TreeSet<>();
        rollout.current().services().stream().map(ServiceSpec::name)
                .filter(service -> sight.changes().isChanged(service)
                        || sight.adjusted().concerns(service))
                .forEach(open::add);
        sight.seen().filter(seen -> open.contains(seen.assigned().id().service()))
                .filter(this::isAsAsked)
                .forEach(seen -> open.remove(seen.assigned().id().service()));
        return open.isEmpty() || askedFor()
                .noneMatch(id -> isOurs(id.project()) && open.contains(id.service()));
    }

    /** What is placed anywhere, or is to be. */
    private Stream<InstanceId> askedFor() {
        Stream<InstanceId> placed = rollout.nodes().stream()
                .flatMap(node -> node.assignment().instances().stream())
                .map(AssignedInstance::id);
        return Stream.concat(placed, rollout.plan().holds().stream().map(Hold::instance));
    }

    private boolean isAsAsked(Seen seen) {
        boolean lacksNothing = !sight.adjusted().concerns(seen.assigned().id().service())
                || sight.adjusted().isGivenTo(seen.assigned())
                        && seen.row().filter(Adjusted::isFailed).isEmpty();
        return lacksNothing && sight.changes().isWanted(seen.assigned()) && seen.counts();
    }
}
