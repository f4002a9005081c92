package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.util.List;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Tells whether a commit contains another. The newest commits are looked at first, and then more of
 * them; one that is further back than that counts as not contained, which a person then decides.
 */
final class History {
    static final List<Integer> DEPTHS = List.of(50, 5_000);

    private final Fetching fetching;
    private final String reference;

    History(Fetching fetching, String reference) {
        this.fetching = fetching;
        this.reference = reference;
    }

    boolean contains(CacheRepository repository, CommitId head, CommitId sought)
            throws IOException {
        for (int depth : DEPTHS) {
            if (!bring(repository, depth) || !Fetching.has(repository, head)) {
                return false;
            }
            if (isWithin(repository, head, sought)) {
                return true;
            }
            if (repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                return false;
            }
        }
        return false;
    }

    /** False when there is more of it than is fetched: then too it is for a person to say. */
    private boolean bring(CacheRepository repository, int depth) throws IOException {
        try {
            fetching.history(repository, reference, depth);
            return true;
        } catch (IOException | RepositoryException e) {
            RepositoryException reason = Failures.find(e);
            if (reason == null || reason.kind() != Kind.REFUSED) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isWithin(CacheRepository repository, CommitId head, CommitId sought)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(head.value())));
            ObjectId wanted = ObjectId.fromString(sought.value());
            for (RevCommit each : walk) {
                if (each.equals(wanted)) {
                    return true;
                }
            }
            return false;
        }
    }
}
