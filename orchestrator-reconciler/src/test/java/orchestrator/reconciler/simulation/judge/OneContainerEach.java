package orchestrator.reconciler.simulation.judge;

import java.util.TreeMap;
import orchestrator.core.model.ContainerIdentity;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.simulation.ContainerLog;
import orchestrator.reconciler.simulation.ContainerLog.Deed;

/** S8: at most one container of an incarnation at a time, and all of them on one node for ever. */
final class OneContainerEach implements Judge {
    private final Bench bench;
    private final TreeMap<String, NodeName> homes = new TreeMap<>();
    private final TreeMap<String, String> alive = new TreeMap<>();

    OneContainerEach(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void deed(ContainerLog.Entry deed) {
        ContainerIdentity identity = deed.identity();
        String key = identity.instance() + " " + identity.incarnation();
        if (deed.deed() == Deed.CREATED && deed.isOurs()) {
            NodeName home = homes.computeIfAbsent(key, _ -> deed.node());
            if (!home.equals(deed.node())) {
                bench.violated("S8", deed + ", which was made on " + home + " before");
            }
            String twin = alive.put(key, deed.node() + " " + deed.containerId());
            if (twin != null) {
                bench.violated("S8", deed + " beside another one, " + twin);
            }
        } else if (deed.deed() == Deed.REMOVED) {
            alive.remove(key, deed.node() + " " + deed.containerId());
        }
    }
}
