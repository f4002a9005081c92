package orchestrator.reconciler.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

import orchestrator.core.model.ClusterId;
import orchestrator.core.model.ContainerSpec.Stop;
import orchestrator.core.model.InstanceId;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRuntime;

/**
 * The containers of one local cluster, for {@code orch down}: a person asked for their end, and no
 * agent runs any more that would start them again. Volumes are left alone.
 */
final class LocalContainers {
    private static final int AT_ONCE = 8;

    private final ContainerRuntime engine;
    private final ClusterId cluster;
    private final List<UpRecord.Node> nodes;

    LocalContainers(ContainerRuntime engine, ClusterId cluster, List<UpRecord.Node> nodes) {
        this.engine = engine;
        this.cluster = cluster;
        this.nodes = nodes;
    }

    /** All of them, ended ones too, sorted by node and instance. */
    List<ObservedContainer> all() {
        List<ObservedContainer> found = new ArrayList<>();
        nodes.forEach(node -> found.addAll(engine.list(cluster, node.name())));
        return found;
    }

    /**
     * Ends and removes all, a few at a time; goes on with the others when one fails.
     *
     * @param how    the service of an instance says how to end it
     * @param gone   called with every container that is gone, on any thread
     * @param jobs   runs the calls
     * @throws RuntimeException what the first one that failed said
     */
    void end(Function<InstanceId, Stop> how, Consumer<ObservedContainer> gone,
            ExecutorService jobs) {
        Semaphore permits = new Semaphore(AT_ONCE);
        List<Future<?>> ends = new ArrayList<>();
        for (ObservedContainer container : all()) {
            ends.add(jobs.submit(() -> {
                permits.acquireUninterruptibly();
                try {
                    end(container, how.apply(container.identity().instance()));
                    gone.accept(container);
                } finally {
                    permits.release();
                }
            }));
        }
        ends.forEach(LocalContainers::await);
    }

    private void end(ObservedContainer container, Stop stop) {
        engine.stop(container.id(), stop.signal(), stop.grace());
        engine.remove(container.id());
    }

    private static void await(Future<?> end) {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("interrupted; orch down again ends the rest", e);
        }
    }
}
