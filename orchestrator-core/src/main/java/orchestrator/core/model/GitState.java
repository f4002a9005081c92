package orchestrator.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a project follows its repository. Written by the leader alone, and only when something in
 * it is new: what is polled and unchanged is not written.
 *
 * @param source  id of the {@link GitSource} it is about
 * @param seen    head of the branch when it was last seen; empty before the first time
 * @param applied the commit whose file the project last took over
 * @param hold    why {@code seen} is not {@code applied}, or not followed at present
 * @param drift   what was changed outside git since {@code applied}, oldest first
 * @param told    the last result that was told of a commit
 * @param order   number of the last {@link GitOrder} that was answered
 */
public record GitState(ProjectName project, String source, Optional<Seen> seen,
        Optional<Applied> applied, Optional<Hold> hold, List<Drift> drift, Optional<Told> told,
        int order) {
    /** So many changes are kept; the oldest go first. */
    public static final int KEPT_DRIFT = 20;

    public GitState {
        drift = List.copyOf(drift);
    }

    /** Of a connection that was never looked at. */
    public static GitState none(GitSource source) {
        return new GitState(source.project(), source.id(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of(), Optional.empty(), 0);
    }

    /**
     * The head of the branch.
     *
     * @param at when the leader saw it first
     * @param by what made it look: {@code poll}, {@code webhook}, {@code hook}, or a person
     */
    public record Seen(CommitMark commit, Instant at, String by) {}

    /**
     * A commit taken over.
     *
     * @param revision the one it became, or the current one that said the same already
     */
    public record Applied(CommitMark commit, int revision, Instant at) {}

    /**
     * Why git is not followed any further.
     *
     * @param text  a sentence, lower case and without a full stop
     * @param lines more of it, as on a terminal without colours: problems of the file with carets,
     *              what a commit would remove
     * @param commit the commit it is about; empty when it is about none
     */
    public record Hold(Why why, String text, List<String> lines, Optional<CommitId> commit,
            Instant since) {
        public Hold {
            lines = List.copyOf(lines);
        }

        /** What has to happen is in parentheses. */
        public enum Why {
            /** A person paused it (resume). */
            PAUSED,
            /** The repository does not answer, or not in time (it comes back). */
            UNREACHABLE,
            /** It answers, and refuses (credentials, address, branch, size). */
            REFUSED,
            /** The branch does not contain what was applied (a person confirms). */
            FORCED,
            /** The commit is not signed by a listed key (a new commit). */
            UNSIGNED,
            /** The file is not there (a person confirms that all of it goes). */
            NO_FILE,
            /** The file, or one that it refers to, has problems (a new commit). */
            BAD_FILE,
            /** It would remove too much (a person confirms). */
            BRAKE,
            /** Its rollout failed (a new commit). */
            FAILED,
            /** A person went back to an earlier revision (a new commit). */
            ROLLED_BACK,
            /** Somebody changed the project, and that is to be reported only (a new commit). */
            DRIFTED
        }
    }

    /**
     * A change made outside git.
     *
     * @param what      one sentence
     * @param corrected true when git's word was put back over it
     */
    public record Drift(Instant at, Optional<String> who, String what, boolean corrected) {}

    /**
     * What was told of a commit, to the note and to the forge.
     *
     * @param failure why it could not be told, empty when it was
     */
    public record Told(CommitId commit, Verdict verdict, Instant at, Optional<String> failure) {
        /** How a commit fared. */
        public enum Verdict {
            PENDING, DONE, FAILED, REFUSED
        }
    }
}
