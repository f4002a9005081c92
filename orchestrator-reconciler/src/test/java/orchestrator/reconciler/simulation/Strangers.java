package orchestrator.reconciler.simulation;

import java.util.stream.Collectors;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SpecHash;

/** A container of another cluster on each node, called as one of ours would be: nobody touches it. */
public final class Strangers {
    private static final ClusterId OTHER = new ClusterId("0ddba11e-0000-0000-0000-000000000000");

    private Strangers() {}

    /** One on each node, which says of itself that it is that project's first {@code web}. */
    public static void settle(SimulatedCluster cluster, String project) {
        InstanceId web = InstanceId.parse(new ProjectName(project), "web-1");
        for (String node : cluster.nodeNames()) {
            cluster.node(node).hands().make(new ContainerIdentity(OTHER, new NodeName(node), web,
                    new Incarnation(1, 1), new SpecHash("somebody's"), 1), "somebody's");
        }
    }

    /** How they are. */
    public static String look(SimulatedCluster cluster) {
        return "of others: " + cluster.nodeNames().stream()
                .map(node -> node + " " + cluster.node(node).hands()
                        .containers(OTHER, new NodeName(node)).stream()
                        .map(each -> each.state().toString()).toList())
                .collect(Collectors.joining(", "));
    }
}
