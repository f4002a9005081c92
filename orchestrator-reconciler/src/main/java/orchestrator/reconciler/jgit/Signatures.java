package orchestrator.reconciler.jgit;

import java.time.InstantSource;
import java.util.List;
import orchestrator.reconciler.git.Head.Signature;
import orchestrator.reconciler.git.Head.Signature.Verdict;

/**
 * Whether a listed key vouches for a commit. Only the commit's own signature counts: a signed tag
 * that points at it says nothing of what is on the branch.
 */
final class Signatures {
    private final InstantSource clock;

    Signatures(InstantSource clock) {
        this.clock = clock;
    }

    /** @param trustedKeys lines of {@code allowed_signers}, and armoured OpenPGP keys among them */
    Signature judge(Commit commit, String trustedKeys) {
        if (trustedKeys.isBlank()) {
            return Signature.NOT_ASKED;
        }
        List<String> signatures = commit.signatures();
        if (signatures.isEmpty()) {
            return new Signature(Verdict.NONE, "the commit is not signed");
        }
        if (signatures.size() > 1) {
            return new Signature(Verdict.BAD, "the commit has more than one signature");
        }
        String signature = signatures.getFirst();
        if (signature.startsWith("-----BEGIN SSH SIGNATURE-----")) {
            return new SshSignatures(AllowedSigners.parse(trustedKeys), clock).judge(commit,
                    signature);
        }
        if (signature.startsWith("-----BEGIN PGP ")) {
            return new OpenPgpSignatures(trustedKeys, clock).judge(commit, signature);
        }
        return new Signature(Verdict.BAD, "the commit is signed in a way that is not known here;"
                + " ssh and OpenPGP are");
    }
}
