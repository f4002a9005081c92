package orchestrator.reconciler.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.UUID;
import orchestrator.core.model.NodeRecord;
import orchestrator.core.model.Resources;
import orchestrator.reconciler.agent.AgentLoop;
import orchestrator.reconciler.agent.AgentWorld;
import orchestrator.reconciler.agent.SecretOpener;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.runtime.ContainerRuntime;
import orchestrator.reconciler.runtime.NetworkProbe;
import orchestrator.reconciler.secret.ClusterKey;
import orchestrator.reconciler.secret.SecretSealer;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;

/** The parts of an agent. */
final class AgentModule extends AbstractModule {
    private final AgentOptions options;
    private final ClusterKey key;
    private final ClusterStore store;
    private final NodeEngine engine;
    private final Timeline timeline;

    AgentModule(AgentOptions options, ClusterKey key, ClusterStore store, NodeEngine engine,
            Timeline timeline) {
        this.options = options;
        this.key = key;
        this.store = store;
        this.engine = engine;
        this.timeline = timeline;
    }

    @Override
    protected void configure() {
        bind(ClusterStore.class).toInstance(store);
        bind(Timeline.class).toInstance(timeline);
        bind(ContainerRuntime.class).toInstance(engine.runtime());
        bind(NetworkProbe.class).toInstance(engine.network());
        bind(ClusterKey.class).toInstance(key);
        bind(NodeRecord.class).toInstance(record());
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
            SecretOpener opener) {
        return new AgentWorld(records, runtime, network, opener);
    }

    @Provides
    @Singleton
    AgentLoop loop(Timeline timeline, NodeRecord node, AgentWorld world) {
        return new AgentLoop(timeline, node, options.state(), world);
    }

    private NodeRecord record() {
        Resources capacity = NodeCapacity.ofMachine(engine.facts(), options.offered());
        AgentOptions.Addresses addresses = options.addresses();
        return new NodeRecord(options.node(), capacity, options.labels(), addresses.node(),
                addresses.publish(), addresses.logs() + ":" + options.ports().first(),
                options.ports().first() + 1, options.ports().last(), UUID.randomUUID().toString(),
                ProgramVersion.get(), engine.simulated());
    }
}
