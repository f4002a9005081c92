package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.disk.DirectoryDisk;
import orchestrator.reconciler.disk.WholeFiles;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.ClusterKeyException;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Paths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent: one node of a cluster. */
public final class AgentProcess implements Foreground.Work {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    private final AgentOptions options;
    private final ClusterStore store;
    /** What has been started; the last is closed first. */
    private final Deque<Foreground.Work> started = new ArrayDeque<>();

    private AgentProcess(AgentOptions options, ClusterStore store, Runnable release) {
        this.options = options;
        this.store = store;
        started.push(release::run);
        started.push(store::close);
    }

    /**
     * Connects to the engine and the store, and begins to work. A node that has worked before does so
     * without either: it looks after what it remembers until they are back. A new one waits for its
     * engine.
     *
     * @param dockerHost as in {@code DOCKER_HOST}; empty for what the environment says
     * @throws StartFailedException when to a new node the store does not answer, or the key cannot
     *                              be used
     */
    public static AgentProcess start(AgentOptions options, Optional<String> dockerHost) {
        NodeEngine engine = NodeEngine.dockerOfAgent(dockerHost,
                new WholeFiles(new DirectoryDisk(options.state())));
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
        AgentProcess process = new AgentProcess(options, store(options), release);
        try {
            process.start(engine, key);
            return process;
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static ClusterStore store(AgentOptions options) {
        return hasWorked(options.state())
                ? StoreConnection.begin(options.zookeeper())
                : StoreConnection.open(options.zookeeper());
    }

    private static boolean hasWorked(Path state) {
        try {
            return new DirectoryDisk(state).names().stream()
                    .anyMatch(name -> !AgentEngine.keeps(name));
        } catch (IOException e) {
            throw new StartFailedException("cannot read what the agent remembers in " + state
                    + ": " + e.getMessage(), e);
        }
    }

    private void start(NodeEngine engine, ClusterKey key) {
        LogEndpoint logs = new LogEndpoint(new ClusterRecords(store), engine.runtime(),
                options.node(), key);
        started.push(logs);
        String logsAddress = logs.start(options.addresses().logs(), options.addresses().logsPort());
        SystemTimeline timeline = new SystemTimeline("agent-" + options.node());
        started.push(timeline::close);
        AgentLoop loop = Injectors.of(new AgentModule(NodeRecords.of(options, engine, logsAddress),
                options.state(), store, engine, timeline, key)).getInstance(AgentLoop.class);
        started.push(loop::close);
        loop.start();
        LOG.info("the agent of {} has started", options.node());
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
        return StoreConnection.owns(store, Paths.presence(options.node()))
                && store.read(Paths.status(options.node())).isPresent();
    }

    /** Stops looking and acting; containers run on. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
