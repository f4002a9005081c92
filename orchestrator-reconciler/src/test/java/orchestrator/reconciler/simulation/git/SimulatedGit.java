package orchestrator.reconciler.simulation.git;

import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** All repositories there are, by their addresses. */
public final class SimulatedGit {
    private final SimulatedTimeline world;
    private final SecretSealer sealer;
    private final SortedMap<String, SimulatedRepository> repositories = new TreeMap<>();

    /** @param sealer of the cluster, which its servers open secrets with */
    public SimulatedGit(SimulatedTimeline world, SecretSealer sealer) {
        this.world = world;
        this.sealer = sealer;
    }

    /** The repository at that address, an empty one when there was none. */
    public SimulatedRepository at(String url) {
        return repositories.computeIfAbsent(url, _ -> new SimulatedRepository(world));
    }

    public SecretSealer sealer() {
        return sealer;
    }

    /** The way of one process to all of them. */
    public SimulatedRepositories reachedBy(SimulatedProcess process) {
        return new SimulatedRepositories(world, this, process);
    }
}
