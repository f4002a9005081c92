package orchestrator.reconciler.webhook;

import java.util.Optional;
import orchestrator.core.model.ProjectName;

/** Makes the leader look at a repository; all that a push event can do. */
public interface PushOrders {
    /**
     * Orders it.
     *
     * @param by {@code webhook} or {@code hook}
     * @return the number of the order; empty when the project follows nothing any more
     * @throws orchestrator.reconciler.store.StoreUnavailableException when it cannot be
     */
    Optional<Integer> order(ProjectName project, String by);
}
