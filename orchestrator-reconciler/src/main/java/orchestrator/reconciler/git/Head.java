package orchestrator.reconciler.git;

import orchestrator.core.model.CommitMark;

/**
 * The commit a branch points at.
 *
 * @param relation  to the commit that was applied
 * @param signature whether a trusted key vouches for it
 */
public record Head(CommitMark commit, Relation relation, Signature signature) {
    /** How it stands to the commit that was applied. */
    public enum Relation {
        /** None was applied. */
        FIRST,
        /** It is that commit. */
        SAME,
        /** It contains that commit. */
        AHEAD,
        /** It does not: somebody pushed by force, or the branch was made anew. */
        DIVERGED
    }

    /**
     * What became of looking at its signature.
     *
     * @param text why it is not good, or whose it is
     */
    public record Signature(Verdict verdict, String text) {
        /** No keys are listed, so nothing was looked at. */
        public static final Signature NOT_ASKED = new Signature(Verdict.NOT_ASKED, "");

        /** One per cause that a person can do something about. */
        public enum Verdict {
            NOT_ASKED, GOOD, NONE, BAD, UNKNOWN_KEY, EXPIRED, REVOKED
        }

        /** True when the commit may be applied. */
        public boolean isEnough() {
            return verdict == Verdict.NOT_ASKED || verdict == Verdict.GOOD;
        }
    }
}
