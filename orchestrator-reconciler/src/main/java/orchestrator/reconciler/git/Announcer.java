package orchestrator.reconciler.git;

import orchestrator.core.model.GitSource.Forge;

/** Tells the program around a repository how a commit fared. */
public interface Announcer {
    /**
     * Sets the status of a commit. Blocks for a bounded time, and is to be called beside the turns.
     * Telling the same twice does no harm.
     *
     * @param token the opened secret of the forge; never to be logged
     * @throws RepositoryException when it is not taken
     */
    void announce(Forge forge, byte[] token, Announcement announcement);
}
