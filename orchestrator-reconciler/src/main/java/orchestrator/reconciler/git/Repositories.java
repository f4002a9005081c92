package orchestrator.reconciler.git;

import java.util.Optional;
import orchestrator.core.model.CommitId;

/**
 * Git repositories elsewhere, of which objects are read and nothing else: there is no work tree,
 * and no hook, filter, submodule or configuration of theirs is obeyed. Every call blocks for a
 * bounded time and is to be made beside the turns. What is kept on disk between calls is a cache
 * that may be lost.
 */
public interface Repositories extends AutoCloseable {
    /**
     * Asks for the head of the branch, and brings it here unless it is here already.
     *
     * @param applied the commit that the head should contain
     * @throws RepositoryException when it cannot be had
     */
    Head fetch(Remote remote, Optional<CommitId> applied);

    /**
     * A declaration and all it refers to, from the tree of a commit that {@link #fetch} told of.
     *
     * @param path of the declaration from the root of the tree, with slashes
     * @throws RepositoryException when the repository itself cannot be read
     */
    Declared read(Remote remote, CommitId commit, String path);

    /**
     * Makes {@code text} the note of a commit in {@code refs/notes/orch} and pushes it. Notes of
     * other commits there are kept.
     *
     * @throws RepositoryException when it is not taken
     */
    void note(Remote remote, CommitId commit, String text);

    /** Drops what is kept for that connection. */
    void forget(String source);

    @Override
    void close();
}
