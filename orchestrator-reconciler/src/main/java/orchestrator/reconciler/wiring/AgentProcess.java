package orchestrator.reconciler.wiring;

import com.google.inject.Injector;
import java.util.Optional;
import orchestrator.core.model.NodeName;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.ClusterKeyException;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent: one node of a cluster. */
public final class AgentProcess implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    private final NodeName node;
    private final ClusterStore store;
    private final SystemTimeline timeline;
    private final AgentLoop loop;
    private final Runnable release;

    private AgentProcess(NodeName node, ClusterStore store, SystemTimeline timeline,
            AgentLoop loop, Runnable release) {
        this.node = node;
        this.store = store;
        this.timeline = timeline;
        this.loop = loop;
        this.release = release;
    }

    /**
     * Connects to the engine and the store, and begins to work.
     *
     * @param dockerHost as in {@code DOCKER_HOST}; empty for what the environment says
     * @throws StartFailedException when one of them does not answer, or the key cannot be used
     */
    public static AgentProcess start(AgentOptions options, Optional<String> dockerHost) {
        NodeEngine engine = NodeEngine.docker(dockerHost);
        try {
            return start(options, engine, engine.close());
        } catch (RuntimeException e) {
            engine.close().run();
            throw e;
        }
    }

    /** An agent on an engine that is there already; {@code release} is called at its end. */
    static AgentProcess start(AgentOptions options, NodeEngine engine, Runnable release) {
        ClusterKey key = key(options);
        ClusterStore store = StoreConnection.open(options.zookeeper());
        SystemTimeline timeline = new SystemTimeline("agent-" + options.node());
        try {
            Injector parts = Injectors.of(new AgentModule(options, key, store, engine, timeline));
            AgentLoop loop = parts.getInstance(AgentLoop.class);
            loop.start();
            LOG.info("the agent of {} has started", options.node());
            return new AgentProcess(options.node(), store, timeline, loop, release);
        } catch (RuntimeException e) {
            timeline.close();
            store.close();
            throw e;
        }
    }

    private static ClusterKey key(AgentOptions options) {
        try {
            return ClusterKey.read(options.keyFile());
        } catch (ClusterKeyException e) {
            throw new StartFailedException(e.getMessage(), e);
        }
    }

    /** True once this node is part of the cluster and has reported what it sees. */
    boolean isReady() {
        return StoreConnection.owns(store, Paths.presence(node))
                && store.read(Paths.status(node)).isPresent();
    }

    /** Stops looking and acting; containers run on. */
    @Override
    public void close() {
        loop.close();
        timeline.close();
        store.close();
        release.run();
    }
}
