package orchestrator.reconciler.client;

import java.util.List;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.GitOrder;
import orchestrator.core.model.GitSource;
import orchestrator.core.model.GitState;
import orchestrator.core.model.ProjectName;

/**
 * Which projects follow which repositories, and what people want of that. The leader does the rest.
 * Every call blocks for a bounded time and may throw
 * {@link orchestrator.reconciler.store.StoreUnavailableException}.
 */
public interface GitConnections {
    /** Every connection, by name of the project. */
    List<Row> rows();

    /** That of one project, empty when it follows nothing. */
    Optional<Row> row(ProjectName project);

    /** Makes a project follow a repository, from now on that one and no other. */
    void connect(GitSource source);

    /** Ends it; what runs is kept. Returns false when the project followed nothing. */
    boolean disconnect(ProjectName project);

    /** Nothing of it is applied for now. False when it is paused already, or follows nothing. */
    boolean pause(ProjectName project, String who);

    /** Goes on after a pause. False when it was not paused, or follows nothing. */
    boolean resume(ProjectName project);

    /**
     * Makes the leader look now. What a person confirmed before stays confirmed.
     *
     * @param by  the person, {@code hook} or {@code webhook}
     * @return the number of the order, which {@link GitState#order} reaches when it is answered;
     *         empty when the project follows nothing
     */
    Optional<Integer> order(ProjectName project, String by);

    /**
     * As {@link #order}, and a person wants that commit although it waits for one.
     *
     * @param seen the commit whose consequences the person was shown
     */
    Optional<Integer> confirm(ProjectName project, String who, CommitId seen);

    /**
     * A connection.
     *
     * @param state of this connection, empty while the leader has not looked
     * @param order of this connection, empty when there was none
     */
    record Row(GitSource source, Optional<GitState> state, Optional<GitOrder> order) {}
}
