package orchestrator.reconciler.wiring;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

import orchestrator.core.model.ContainerSpec.Stop;
import orchestrator.core.model.InstanceId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.core.state.ObservedContainer.State;
import orchestrator.reconciler.docker.DockerContainerRuntime;
import orchestrator.reconciler.runtime.ContainerRuntimeUnavailableException;

/**
 * What {@code orch down} ends: the background process, then the containers of every node. Volumes
 * and the state directory stay, so that {@code orch up} goes on with the same data.
 */
public final class Teardown implements AutoCloseable {
    private final LocalCluster cluster;
    private final ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor();
    private final Optional<DockerContainerRuntime> engine;
    private final Optional<LocalContainers> containers;

    /** Asks nothing of the engine yet. */
    public Teardown(LocalCluster cluster, UpRecord record) {
        this.cluster = cluster;
        this.engine = record.engine().simulated() || record.cluster().isEmpty()
                ? Optional.empty()
                : Optional
                        .of(new DockerContainerRuntime(Optional.of(record.engine().host()), jobs));
        this.containers = engine.map(each -> new LocalContainers(each,
                record.cluster().orElseThrow(), record.nodes()));
    }

    /**
     * Containers of this cluster that run now; none where they are only pretended.
     *
     * @throws StartFailedException when the engine does not answer
     */
    public List<ObservedContainer> running() {
        try {
            return containers.map(LocalContainers::all).orElse(List.of()).stream()
                    .filter(each -> each.state() == State.RUNNING || each.state() == State.PAUSED)
                    .toList();
        } catch (ContainerRuntimeUnavailableException e) {
            throw new StartFailedException("what runs cannot be found out: " + e.getMessage(), e);
        }
    }

    /**
     * Ends everything.
     *
     * @param how  to end the container of an instance
     * @param gone called for each container that is gone, on any thread
     */
    public void end(Function<InstanceId, Stop> how, Consumer<ObservedContainer> gone) {
        cluster.stopDaemon();
        containers.ifPresent(all -> all.end(how, gone, jobs));
    }

    @Override
    public void close() {
        engine.ifPresent(DockerContainerRuntime::close);
        jobs.close();
    }
}
