package orchestrator.reconciler.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Tombstone;
import orchestrator.core.plan.Action;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreWrite;

/** What has to be so at the moment of a commit that relies on the end of a lease. */
final class LeaseChecks {
    private LeaseChecks() {}

    /** One check for each silent node whose lease these actions take to be over. */
    static List<StoreWrite> of(List<Action> actions, ObservedState observed) {
        TreeSet<InstanceId> moved = new TreeSet<>();
        actions.stream().filter(LeaseChecks::beginsOrEnds).map(Action::instance)
                .forEach(moved::add);
        List<StoreWrite> checks = new ArrayList<>();
        for (NodeObservation node : observed.nodes()) {
            node.lease().filter(lease -> lease.over() && reliesOnIt(node, moved))
                    .ifPresent(lease -> checks.add(
                            new StoreWrite.Check(Paths.lease(node.name()), lease.version())));
        }
        return checks;
    }

    private static boolean beginsOrEnds(Action action) {
        return switch (action) {
            case Action.Start _,Action.Stop _,Action.Replace _ -> true;
            case Action.Adjust _,Action.Bury _ -> false;
        };
    }

    private static boolean reliesOnIt(NodeObservation node, TreeSet<InstanceId> moved) {
        return node.silentSince().isPresent() && !node.isConfirmedDead()
                && Stream.concat(
                        node.assignment().instances().stream().filter(AssignedInstance::isLeased)
                                .map(AssignedInstance::id),
                        node.assignment().tombstones().stream().filter(Tombstone::leased)
                                .map(Tombstone::id))
                        .anyMatch(moved::contains);
    }
}
