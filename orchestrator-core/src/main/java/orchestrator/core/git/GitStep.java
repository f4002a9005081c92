package orchestrator.core.git;

import orchestrator.core.model.GitState;
import orchestrator.core.model.Revision;

/** What follows from a look at a connection. */
public sealed interface GitStep {
    /** Nothing is new. */
    record Nothing() implements GitStep {}

    /**
     * The state is to say so from now on.
     *
     * @param spends true when the confirmation in the order is of no use any more and goes
     */
    record Note(GitState state, boolean spends) implements GitStep {}

    /**
     * The project gets a new revision.
     *
     * @param state    to be written together with the revision
     * @param revision with the number it gets, one more than that of the current one
     * @param spends   as in {@link Note}
     */
    record Apply(GitState state, Revision revision, Cause cause, boolean spends)
            implements
                GitStep {}

    /** Why there is a new revision. */
    enum Cause {
        /** A commit says something new. */
        COMMIT,
        /** A commit has no such file any more, and a person wants that. */
        FILE_GONE,
        /** Somebody changed the project outside git, and that is taken back. */
        DRIFT
    }
}
