package orchestrator.reconciler.simulation.judge;

import java.util.TreeMap;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.SpecHash;
import orchestrator.reconciler.simulation.Committed;

/** S8: under one incarnation no two different containers are ever asked for. */
final class NumbersMeanOneThing implements Judge {
    private final Bench bench;
    private final TreeMap<Incarnation, SpecHash> containers = new TreeMap<>();

    NumbersMeanOneThing(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void assigned(Committed committed, NodeName node, NodeAssignment before,
            NodeAssignment after) {
        for (AssignedInstance each : after.instances()) {
            SpecHash first = containers.putIfAbsent(each.incarnation(), each.container());
            if (first != null && !first.equals(each.container())) {
                bench.violated("S8", each.id() + " " + each.incarnation() + " on " + node
                        + " became another container");
            }
        }
    }
}
