package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Action;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/**
 * What has to be so at the moment of a commit that relies on the end of a lease, or on the word of a
 * person: the lease was not renewed, the node has not come back.
 */
final class LeaseChecks {
    private LeaseChecks() {}

    /** One check for each silent node whose end these actions rely on. */
    static List<StoreWrite> of(List<Action> actions, ObservedState observed) {
        List<NodeObservation> ended = observed.nodes().stream().filter(LeaseChecks::hasEnded)
                .toList();
        if (ended.isEmpty()) {
            return List.of();
        }
        TreeSet<InstanceId> moved = new TreeSet<>();
        actions.stream().filter(LeaseChecks::beginsOrEnds).map(Action::instance)
                .forEach(moved::add);
        List<StoreWrite> checks = new ArrayList<>();
        for (NodeObservation node : ended) {
            check(node, moved).ifPresent(checks::add);
        }
        return checks;
    }

    private static boolean hasEnded(NodeObservation node) {
        return node.silentSince().isPresent()
                && (node.isConfirmedDead() || node.lease().isPresent());
    }

    private static Optional<StoreWrite> check(NodeObservation node, TreeSet<InstanceId> moved) {
        if (node.isConfirmedDead()) {
            return ran(node, _ -> true, _ -> true).anyMatch(moved::contains)
                    ? Optional.of(new StoreWrite.Check(Paths.node(node.name()),
                            node.nodeVersion()))
                    : Optional.empty();
        }
        return node.lease().filter(lease -> lease.over() && node.silentSince().isPresent()
                && ran(node, AssignedInstance::isLeased, Tombstone::leased)
                        .anyMatch(moved::contains))
                .map(lease -> new StoreWrite.Check(Paths.lease(node.name()), lease.version()));
    }

    private static boolean beginsOrEnds(Action action) {
        return switch (action) {
            case Action.Start _,Action.Stop _,Action.Replace _ -> true;
            case Action.Adjust _,Action.Bury _ -> false;
        };
    }

    private static Stream<InstanceId> ran(NodeObservation node,
            Predicate<AssignedInstance> placed, Predicate<Tombstone> stopped) {
        return Stream.concat(
                node.assignment().instances().stream().filter(placed).map(AssignedInstance::id),
                node.assignment().tombstones().stream().filter(stopped).map(Tombstone::id));
    }
}
