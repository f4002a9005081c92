package orchestrator.reconciler.runtime;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.NodeName;

/** All containers of one node that run only while it holds its lease. */
public record LeaseGroup(ClusterId cluster, NodeName node) {
    private static final int SHORT_CLUSTER_LENGTH = 8;

    /**
     * What it is called on its machine. Of letters, digits and underscores, because a dash means
     * nesting to some that give out groups; no two nodes share one, as no name has an underscore.
     */
    public String name() {
        String id = cluster.value();
        return "orch_lease_" + id.substring(0, Math.min(SHORT_CLUSTER_LENGTH, id.length()))
                .replace('-', '_') + "_" + node.value().replace('-', '_');
    }
}
