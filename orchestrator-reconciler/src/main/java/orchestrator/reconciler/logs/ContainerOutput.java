package orchestrator.reconciler.logs;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.state.ObservedContainer;
import orchestrator.reconciler.runtime.ContainerRuntime;

/** Finds the container whose output is meant: of several of one instance, the newest that runs. */
public final class ContainerOutput {
    private static final Comparator<ObservedContainer> BEST = Comparator
            .comparing((ObservedContainer each) -> each
                    .state() == ObservedContainer.State.RUNNING)
            .thenComparing(each -> each.identity().incarnation());

    private final ContainerRuntime runtime;
    private final Supplier<Optional<ClusterId>> cluster;
    private final NodeName node;

    /** @param cluster the cluster of this node, once it is known; may block */
    public ContainerOutput(ContainerRuntime runtime, Supplier<Optional<ClusterId>> cluster,
            NodeName node) {
        this.runtime = runtime;
        this.cluster = cluster;
        this.node = node;
    }

    ContainerRuntime runtime() {
        return runtime;
    }

    /** @throws LogsUnavailableException when this node does not know yet whose containers are its */
    Optional<ObservedContainer> find(InstanceId instance) {
        ClusterId id = cluster.get().orElseThrow(() -> new LogsUnavailableException(
                node + " has not read yet which cluster it belongs to: its store does not answer"));
        return runtime.list(id, node).stream()
                .filter(each -> each.identity().instance().equals(instance))
                .filter(each -> each.state() != ObservedContainer.State.CREATED)
                .max(BEST);
    }
}
