package orchestrator.cli.command;

import java.util.Map;

import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.wiring.ClientConnection;
import orchestrator.reconciler.wiring.ClusterFinder;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;

/** The cluster that flags name, or the environment, or that {@code orch up} started here. */
public final class FoundCluster implements ClusterConnection {
    private final ClusterFinder finder;

    public FoundCluster(Map<String, String> environment) {
        this.finder = new ClusterFinder(environment);
    }

    @Override
    public ClusterClient connect(GlobalOptions options) {
        return ClientConnection.open(address(options));
    }

    @Override
    public LogSource logs(GlobalOptions options) {
        throw Failure.unreachable("the output of containers cannot be read yet", "docker logs");
    }

    private ClusterAddress address(GlobalOptions options) {
        return finder.find(options.cluster().zookeeper(), options.cluster().keyFile());
    }
}
