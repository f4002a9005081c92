package orchestrator.cli.endtoend;

import java.util.Comparator;
import java.util.List;

import orchestrator.reconciler.testhosts.HostProcess;
import orchestrator.reconciler.testhosts.ThreeHosts;

/** Visitors that never stop asking, from a machine that is no node, and the count of what they got. */
final class Load implements AutoCloseable {
    private final HostProcess client;

    private Load(HostProcess client) {
        this.client = client;
    }

    /** Begins to ask these balancers, each as {@code host:port}. */
    static Load start(ThreeHosts hosts, int requestsPerSecond, List<String> balancers) {
        Load load = new Load(hosts.startAsClient("load", List.of(
                System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx128m",
                "-cp", TestCluster.project("orchestrator-cli/target/test-classes").toString(),
                LoadClient.class.getName(), Integer.toString(requestsPerSecond))));
        load.ask(balancers);
        return load;
    }

    /** From now on it is these. */
    void ask(List<String> balancers) {
        client.tell(String.join(" ", balancers));
    }

    boolean isRunning() {
        return client.isAlive();
    }

    /** Every request that has ended, by when it began. */
    List<LoadRequest> requests() {
        String output = client.output();
        // the last line may be half written
        return output.substring(0, output.lastIndexOf('\n') + 1).lines()
                .map(LoadRequest::of)
                .sorted(Comparator.comparing(LoadRequest::startedAt))
                .toList();
    }

    @Override
    public void close() {
        client.finish();
    }
}
