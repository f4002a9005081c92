package orchestrator.cli.command;

import java.time.Duration;

import orchestrator.cli.render.ProjectView;
import orchestrator.reconciler.client.ClusterView;

/** Shows how a project gets on. */
interface ProgressDisplay extends AutoCloseable {
    /** The project as it is now. */
    void show(ClusterView view, ProjectView project, Duration elapsed);

    /** The store has not answered for that long. */
    void silent(Duration silence);

    /** True when the person has had enough. */
    boolean interrupted();

    /** Takes away what is only for the meantime. */
    @Override
    void close();
}
