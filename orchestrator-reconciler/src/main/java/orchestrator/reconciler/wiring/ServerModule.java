package orchestrator.reconciler.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import orchestrator.core.model.ClusterId;
import orchestrator.reconciler.controller.Candidate;
import orchestrator.reconciler.controller.ClusterGuard;
import orchestrator.reconciler.controller.Leadership;
import orchestrator.reconciler.controller.ReconcileLoop;
import orchestrator.reconciler.controller.ServerMemory;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;

/** The parts of a server. */
final class ServerModule extends AbstractModule {
    private final String name;
    private final ClusterStore store;
    private final ClusterId cluster;
    private final ServerMemory memory;
    private final Timeline timeline;

    ServerModule(String name, ClusterStore store, Membership membership, Timeline timeline) {
        this.name = name;
        this.store = store;
        this.cluster = membership.cluster();
        this.memory = membership.memory();
        this.timeline = timeline;
    }

    @Override
    protected void configure() {
        bind(ClusterStore.class).toInstance(store);
        bind(ClusterId.class).toInstance(cluster);
        bind(Timeline.class).toInstance(timeline);
        bind(Candidate.class).toInstance(new Candidate(name, UUID.randomUUID().toString(),
                Optional.of(ProgramVersion.get())));
    }

    @Provides
    @Singleton
    ClusterRecords records(ClusterStore store) {
        return new ClusterRecords(store);
    }

    @Provides
    @Singleton
    ClusterGuard guard(ClusterRecords records, ClusterId cluster) {
        return new ClusterGuard(records, cluster, memory);
    }

    @Provides
    @Singleton
    Leadership leadership(Timeline timeline, ClusterStore store, ClusterGuard guard,
            Candidate candidate) {
        return new Leadership(timeline, store, guard, candidate);
    }

    @Provides
    @Singleton
    ReconcileLoop loop(Timeline timeline, ClusterRecords records, ClusterId cluster,
            Leadership leadership) {
        return new ReconcileLoop(timeline, records, cluster, leadership);
    }
}
