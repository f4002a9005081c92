package orchestrator.cli.command;

import java.util.Map;

import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.logs.LogClient;
import orchestrator.reconciler.logs.LogRequest;
import orchestrator.reconciler.logs.LogsUnavailableException;
import orchestrator.reconciler.wiring.ClientConnection;
import orchestrator.reconciler.wiring.ClusterFinder;
import orchestrator.reconciler.wiring.ClusterFinder.ClusterAddress;
import orchestrator.reconciler.wiring.HeadStart;
import orchestrator.reconciler.wiring.PersonalRepositories;

/** The cluster that flags name, or the environment, or that {@code orch up} started here. */
public final class FoundCluster implements ClusterConnection {
    private final ClusterFinder finder;

    public FoundCluster(Map<String, String> environment) {
        this.finder = new ClusterFinder(environment);
    }

    @Override
    public void expect() {
        HeadStart.begin();
    }

    @Override
    public ClusterClient connect(GlobalOptions options) {
        return ClientConnection.open(address(options));
    }

    @Override
    public LogSource logs(GlobalOptions options) {
        LogClient client = ClientConnection.logs(address(options));
        return (node, request, line, ended) -> {
            try {
                client.read(node, new LogRequest(request.instance(), request.tail(),
                        request.follow()), line, ended);
            } catch (LogsUnavailableException e) {
                throw Failure.unreachable(e.getMessage(), "orch nodes");
            }
        };
    }

    @Override
    public Repositories repositories() {
        return PersonalRepositories.open();
    }

    private ClusterAddress address(GlobalOptions options) {
        return finder.find(options.cluster().zookeeper(), options.cluster().keyFile());
    }
}
