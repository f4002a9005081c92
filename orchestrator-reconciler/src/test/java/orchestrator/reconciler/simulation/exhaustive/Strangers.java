package orchestrator.reconciler.simulation.exhaustive;

import java.util.stream.Collectors;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;
import orchestrator.reconciler.simulation.SimulatedCluster;

/** A container of another cluster on each node, called as one of ours would be: nobody touches it. */
final class Strangers {
    private static final ClusterId OTHER = new ClusterId("0ddba11e-0000-0000-0000-000000000000");
    private static final InstanceId WEB = InstanceId.parse(new ProjectName("site"), "web-1");

    private Strangers() {}

    static void settle(SimulatedCluster cluster) {
        for (String node : cluster.nodeNames()) {
            cluster.node(node).hands().make(new ContainerIdentity(OTHER, new NodeName(node), WEB,
                    new Incarnation(1, 1), new SpecHash("somebody's"), 1), "somebody's");
        }
    }

    /** How they are. */
    static String look(SimulatedCluster cluster) {
        return "of others: " + cluster.nodeNames().stream()
                .map(node -> node + " " + cluster.node(node).hands()
                        .containers(OTHER, new NodeName(node)).stream()
                        .map(each -> each.state().toString()).toList())
                .collect(Collectors.joining(", "));
    }
}
