package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import orchestrator.core.model.Resources;
import orchestrator.reconciler.wiring.AgentOptions.Addresses;
import orchestrator.reconciler.wiring.UpRecord.Engine;
import orchestrator.reconciler.wiring.UpRecord.Node;

/** The agents of {@code orch up}: all on one engine, or each on a pretended machine of its own. */
final class LocalNodes implements Foreground.Work {
    private static final String LOOPBACK = "127.0.0.1";

    private final StateDirectory directory;
    private final List<AgentProcess> agents = new ArrayList<>();
    private Optional<CompletableFuture<NodeEngine>> shared = Optional.empty();

    LocalNodes(StateDirectory directory) {
        this.directory = directory;
    }

    /** Begins to connect to a real engine: that takes as long as the store needs to start. */
    void prepare(Engine engine) {
        if (!engine.simulated()) {
            shared = Optional.of(CompletableFuture.supplyAsync(
                    () -> NodeEngine.docker(Optional.of(engine.host()))));
        }
    }

    /** Starts the agent of every node. */
    void start(UpRecord record, String zookeeper) {
        Optional<NodeEngine> engine = shared.map(LocalNodes::connected);
        for (Node node : record.nodes()) {
            agents.add(engine.isEmpty()
                    ? simulated(node, zookeeper)
                    : onDocker(node, zookeeper, engine.get(), record.nodes().size()));
        }
    }

    private static NodeEngine connected(CompletableFuture<NodeEngine> engine) {
        try {
            return engine.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailedException cause ? cause : e;
        }
    }

    private AgentProcess simulated(Node node, String zookeeper) {
        SystemTimeline clock = new SystemTimeline("engine-" + node.name());
        NodeEngine engine = NodeEngine.simulated(clock);
        return AgentProcess.start(
                options(node, zookeeper, pretended(node), Resources.NONE), engine, () -> {
                    engine.close().run();
                    clock.close();
                });
    }

    private AgentProcess onDocker(Node node, String zookeeper, NodeEngine engine, int nodes) {
        Resources share = NodeCapacity.ofShare(engine.facts(), nodes);
        return AgentProcess.start(
                options(node, zookeeper, onThisMachine(node, engine), share), engine, () -> {});
    }

    private AgentOptions options(Node node, String zookeeper, Addresses addresses,
            Resources offered) {
        return new AgentOptions(node.name(), zookeeper, directory.key(),
                directory.agent(node.name()), addresses, node.ports(), new TreeMap<>(), offered);
    }

    private static Addresses pretended(Node node) {
        return new Addresses(node.publishAddress(), node.publishAddress(), LOOPBACK, 0);
    }

    /** By listening at its first port an agent keeps its range from other clusters of the machine. */
    private static Addresses onThisMachine(Node node, NodeEngine engine) {
        return new Addresses(engine.gateway().orElseThrow(), node.publishAddress(), LOOPBACK,
                node.ports().first());
    }

    /** True once every node is part of the cluster. */
    boolean areReady() {
        return agents.stream().allMatch(AgentProcess::isReady);
    }

    /** Ends the agents while the store is still there to be told. */
    void stop() {
        agents.forEach(AgentProcess::close);
        agents.clear();
    }

    /** Lets go of the engine. */
    @Override
    public void close() {
        stop();
        shared.filter(each -> !each.isCompletedExceptionally())
                .ifPresent(each -> each.thenAccept(engine -> engine.close().run()));
    }
}
