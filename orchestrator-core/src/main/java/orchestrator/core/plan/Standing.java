package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;

/** What runs where, looked up by instance and by node, and what every node has given out. */
record Standing(WantedInstances wanted, DataLocations data, ClusterLedger ledger,
        TreeMap<InstanceId, List<Placed>> placed) {

    static Standing of(DesiredState desired, ObservedState observed) {
        TreeMap<InstanceId, List<Placed>> placed = new TreeMap<>();
        for (NodeObservation node : observed.nodes()) {
            for (AssignedInstance each : node.assignment().instances()) {
                placed.computeIfAbsent(each.id(), id -> new ArrayList<>())
                        .add(Placed.of(node, each));
            }
        }
        return new Standing(Expansion.of(desired, observed), DataLocations.of(observed),
                new ClusterLedger(observed), placed);
    }

    List<Placed> placed(InstanceId id) {
        return placed.getOrDefault(id, List.of());
    }

    /** True when it would be missed with that node: no other incarnation of it runs elsewhere. */
    boolean isOnlyOn(InstanceId id, NodeName node) {
        return placed(id).stream().allMatch(one -> one.node().name().equals(node));
    }
}
