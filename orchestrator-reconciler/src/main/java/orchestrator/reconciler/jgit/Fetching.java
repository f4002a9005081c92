package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orchestrator.core.model.CommitId;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/** Brings commits into a cache. */
final class Fetching {
    private static final String FILES = "blob:limit=" + (Limits.FILE + 1);
    private static final String COMMITS_ONLY = "tree:0";

    private final Transports transports;
    private final Cache cache;

    Fetching(Transports transports, Cache cache) {
        this.transports = transports;
        this.cache = cache;
    }

    /**
     * Asks what a reference is at, and brings that commit with its files, without its history.
     *
     * @return empty when there is no such reference
     */
    Optional<CommitId> head(CacheRepository into, String name, String reference)
            throws IOException {
        Optional<CommitId> have = cache.at(name).filter(commit -> has(into, commit));
        return fetch(into, reference, new Wish(FILES, 1, have, true)).map(commit -> {
            try {
                cache.at(name, commit);
                return commit;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    /** Brings the newest commits of a reference, as many as the depth says. */
    void history(CacheRepository into, String reference, int depth) throws IOException {
        fetch(into, reference, new Wish(COMMITS_ONLY, depth, Optional.empty(), false));
    }

    /**
     * What is asked for.
     *
     * @param filter what the other side is to leave out, where it can
     * @param have   a commit that is here, with all its files
     * @param enough true when nothing is to be fetched where {@code have} is what is wanted
     */
    private record Wish(String filter, int depth, Optional<CommitId> have, boolean enough) {}

    private Optional<CommitId> fetch(CacheRepository into, String reference, Wish wish)
            throws IOException {
        try {
            return fetch(into, reference, wish, FilterSpec.fromFilterLine(wish.filter()));
        } catch (TransportException e) {
            if (!isAboutTheFilter(e)) {
                throw e;
            }
            return fetch(into, reference, wish, FilterSpec.NO_FILTER);
        }
    }

    /** Servers leave out nothing unless told to; then all of it comes, within the bounds. */
    private static boolean isAboutTheFilter(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage())
                    .contains(JGitText.get().filterRequiresCapability)) {
                return true;
            }
        }
        return false;
    }

    private Optional<CommitId> fetch(CacheRepository into, String reference, Wish wish,
            FilterSpec filter) throws IOException {
        try (Transport transport = transports.open(into)) {
            transport.setFilterSpec(filter);
            transport.setDepth(wish.depth());
            RefSpec specification = new RefSpec().setSourceDestination(reference, reference);
            try (FetchConnection connection = transport.openFetch(List.of(specification))) {
                Ref found = connection.getRef(reference);
                if (found == null || found.getObjectId() == null) {
                    return Optional.empty();
                }
                CommitId commit = new CommitId(found.getObjectId().name());
                if (!wish.enough() || !wish.have().equals(Optional.of(commit))) {
                    connection.fetch(transports.bounds(), List.of(found), have(wish));
                    checkArrived(into, commit);
                }
                return Optional.of(commit);
            }
        }
    }

    private static Set<ObjectId> have(Wish wish) {
        return wish.have().map(commit -> Set.of(ObjectId.fromString(commit.value())))
                .orElse(Set.of());
    }

    private static void checkArrived(CacheRepository into, CommitId commit)
            throws MissingObjectException {
        if (!has(into, commit)) {
            throw new MissingObjectException(ObjectId.fromString(commit.value()),
                    Constants.TYPE_COMMIT);
        }
    }

    static boolean has(CacheRepository repository, CommitId commit) {
        return repository.getObjectDatabase().has(ObjectId.fromString(commit.value()));
    }
}
