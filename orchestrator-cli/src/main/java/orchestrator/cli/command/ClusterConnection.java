package orchestrator.cli.command;

import orchestrator.reconciler.client.ClusterClient;
import orchestrator.reconciler.git.Repositories;

/** The way to the cluster a person means. Connecting may take a moment, so it is done last. */
public interface ClusterConnection {
    /** Says that {@link #connect} will soon be called, most likely. Returns at once. */
    default void expect() {}

    /**
     * Connects.
     *
     * @throws Failure with {@link ExitCode#UNREACHABLE} when there is no cluster, or it does not
     *                 answer; its hint is the command that helps
     */
    ClusterClient connect(GlobalOptions options);

    /** The way to the output of containers, of the same cluster. */
    LogSource logs(GlobalOptions options);

    /**
     * Repositories as this machine sees them, for plans of what is not followed. It may read what
     * servers must not, such as a folder of the person.
     */
    Repositories repositories();
}
