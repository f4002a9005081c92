package orchestrator.reconciler.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import orchestrator.core.model.NodeRecord;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.agent.AgentWorld;
import orchestrator.reconciler.agent.SecretOpener;
import orchestrator.reconciler.disk.DirectoryDisk;
import orchestrator.reconciler.failpoint.Failpoints;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.machine.MachineMarkFiles;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.Fencer;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;

/** The parts of an agent. */
final class AgentModule extends AbstractModule {
    private final NodeRecord node;
    private final Path state;
    private final ClusterStore store;
    private final NodeEngine engine;
    private final Timeline timeline;
    private final ClusterKey key;
    private final Failpoints failpoints = Failpoints.ofProcess();

    AgentModule(NodeRecord node, Path state, ClusterStore store, NodeEngine engine,
            Timeline timeline, ClusterKey key) {
        this.node = node;
        this.state = state;
        this.store = store;
        this.engine = engine;
        this.timeline = timeline;
        this.key = key;
    }

    @Override
    protected void configure() {
        bind(ClusterStore.class).toInstance(failpoints.around(store));
        bind(Timeline.class).toInstance(timeline);
        bind(ContainerRuntime.class).toInstance(failpoints.around(engine.runtime()));
        bind(NetworkProbe.class).toInstance(engine.network());
        bind(Fencer.class).toInstance(failpoints.around(engine.fencer()));
        bind(ClusterKey.class).toInstance(key);
        bind(NodeRecord.class).toInstance(node);
    }

    @Provides
    @Singleton
    ClusterRecords records(ClusterStore store) {
        return new ClusterRecords(store);
    }

    @Provides
    @Singleton
    SecretOpener opener(ClusterKey key) {
        return new SecretSealer(key, Chance.BYTES)::open;
    }

    @Provides
    @Singleton
    AgentWorld world(ClusterRecords records, ContainerRuntime runtime, NetworkProbe network,
            SecretOpener opener, Fencer fencer) {
        return new AgentWorld(records, runtime, network, opener, fencer,
                MachineMarkFiles.read(Path.of("/")));
    }

    @Provides
    @Singleton
    AgentLoop loop(Timeline timeline, NodeRecord node, AgentWorld world) {
        return new AgentLoop(timeline, node, failpoints.around(new DirectoryDisk(state)),
                world);
    }
}
