package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.Resources;
import orchestrator.reconciler.wiring.AgentOptions.Addresses;
import orchestrator.reconciler.wiring.UpRecord.Node;

/** The agents of {@code orch up}: all on one engine, or each on a pretended machine of its own. */
final class LocalNodes implements Foreground.Work {
    private static final String LOOPBACK = "127.0.0.1";

    private final StateDirectory directory;
    private final UpRecord record;
    private final String zookeeper;
    private final List<AgentProcess> agents = new ArrayList<>();
    private Runnable release = () -> {};

    LocalNodes(StateDirectory directory, UpRecord record, String zookeeper) {
        this.directory = directory;
        this.record = record;
        this.zookeeper = zookeeper;
    }

    void start() {
        if (record.engine().simulated()) {
            record.nodes().forEach(this::startSimulated);
        } else {
            NodeEngine engine = NodeEngine.docker(Optional.of(record.engine().host()));
            release = engine.close();
            record.nodes().forEach(node -> startOnDocker(node, engine));
        }
    }

    private void startSimulated(Node node) {
        SystemTimeline clock = new SystemTimeline("engine-" + node.name());
        NodeEngine engine = NodeEngine.simulated(clock);
        agents.add(AgentProcess.start(options(node, node.publishAddress(), Resources.NONE), engine,
                () -> {
                    engine.close().run();
                    clock.close();
                }));
    }

    private void startOnDocker(Node node, NodeEngine engine) {
        Resources share = NodeCapacity.ofShare(engine.facts(), record.nodes().size());
        agents.add(AgentProcess.start(options(node, engine.gateway().orElseThrow(), share), engine,
                () -> {}));
    }

    private AgentOptions options(Node node, String address, Resources offered) {
        return new AgentOptions(node.name(), zookeeper, directory.key(),
                directory.agent(node.name()),
                new Addresses(address, node.publishAddress(), LOOPBACK), node.ports(),
                new TreeMap<>(), offered);
    }

    /** True once every node is part of the cluster. */
    boolean areReady() {
        return agents.stream().allMatch(AgentProcess::isReady);
    }

    @Override
    public void close() {
        agents.forEach(AgentProcess::close);
        release.run();
    }
}
