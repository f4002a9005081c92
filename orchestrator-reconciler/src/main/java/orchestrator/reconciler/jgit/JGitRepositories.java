package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Head.Relation;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** {@link Repositories} by JGit; one call at a time for each connection. */
public final class JGitRepositories implements Repositories {
    private static final String CONTENTS = "contents";

    private final Surroundings surroundings;
    private final Relations relations = new Relations();
    private final ConcurrentHashMap<String, Object> locks = new ConcurrentHashMap<>();

    public JGitRepositories(Surroundings surroundings) {
        this.surroundings = surroundings;
        QuietSystem.install();
    }

    @Override
    public Head fetch(Remote remote, Optional<CommitId> applied) {
        return call(remote, call -> {
            try (CacheRepository contents = call.cache().open(CONTENTS, call.bounds())) {
                Commit head = head(call, contents);
                return new Head(head.mark(), relation(call, head, applied),
                        new Signatures(surroundings.clock()).judge(head, remote.trustedKeys()));
            }
        });
    }

    @Override
    public Declared read(Remote remote, CommitId commit, String path) {
        return call(remote, call -> {
            try (CacheRepository contents = call.cache().open(CONTENTS, call.bounds())) {
                if (!Fetching.has(contents, commit)
                        && !head(call, contents).mark().id().equals(commit)) {
                    throw new RepositoryException(Kind.UNREACHABLE, "the commit "
                            + commit.brief() + " is no longer the head of the branch", null);
                }
                try (ObjectSource objects = new ObjectSource(contents)) {
                    Commit found = Commit.of(commit, objects.commit(id(commit)));
                    TreeFiles files = new TreeFiles(objects, ObjectId.fromString(found.tree()));
                    return new Declarations(files).read(path);
                }
            }
        });
    }

    @Override
    public void note(Remote remote, CommitId commit, String text) {
        call(remote, call -> {
            new Notes(call, surroundings.clock()).add(commit, text);
            return true;
        });
    }

    @Override
    public void forget(String source) {
        synchronized (lock(source)) {
            relations.forget(source);
            try {
                new Cache(folder(source), "", surroundings.limits()).clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {}

    private Commit head(Call call, CacheRepository contents) throws IOException {
        String branch = call.reference();
        CommitId id = call.fetching().head(contents, CONTENTS, branch)
                .orElseThrow(() -> new RepositoryException(Kind.REFUSED, "there is no branch \""
                        + Text.shown(call.remote().branch()) + "\" in the repository", null));
        try (ObjectSource objects = new ObjectSource(contents)) {
            return Commit.of(id, objects.commit(id(id)));
        }
    }

    private Relation relation(Call call, Commit head, Optional<CommitId> applied)
            throws IOException {
        if (applied.isEmpty()) {
            return Relation.FIRST;
        }
        if (applied.get().equals(head.mark().id())) {
            return Relation.SAME;
        }
        if (head.parents().contains(applied.get().value())) {
            return Relation.AHEAD;
        }
        return contains(call, new Relations.Pair(head.mark().id(), applied.get()))
                ? Relation.AHEAD
                : Relation.DIVERGED;
    }

    private boolean contains(Call call, Relations.Pair pair) throws IOException {
        String source = call.remote().source();
        Instant now = surroundings.clock().instant();
        Optional<Boolean> known = relations.of(source, pair, now);
        if (known.isPresent()) {
            return known.get();
        }
        try (CacheRepository history = call.cache().open("history", call.bounds())) {
            boolean contained = new History(call.fetching(), call.reference())
                    .contains(history, pair.head(), pair.applied());
            relations.keep(source, pair, contained, now);
            return contained;
        }
    }

    private interface Work<T> {
        T with(Call call) throws IOException;
    }

    /** A cache that is damaged is thrown away, and the call made once more without it. */
    private <T> T call(Remote remote, Work<T> work) {
        Address address = AddressParser.parse(remote.url());
        checkBranch(remote.branch());
        synchronized (lock(remote.source())) {
            Bounds bounds = new Bounds(surroundings.limits(), surroundings.clock());
            try {
                return work.with(begin(remote, address, bounds));
            } catch (IOException | RuntimeException e) {
                if (!isDamage(e)) {
                    throw Failures.of(address, e);
                }
            }
            try {
                Call again = begin(remote, address, bounds);
                again.cache().clear();
                return work.with(begin(remote, address, bounds));
            } catch (IOException | RuntimeException e) {
                throw Failures.of(address, e);
            }
        }
    }

    private Call begin(Remote remote, Address address, Bounds bounds) {
        Path folder = folder(remote.source());
        Cache cache = new Cache(folder, remote.url() + "\n" + remote.branch(),
                surroundings.limits());
        return new Call(remote, cache,
                new Transports(remote, address, folder, surroundings, bounds));
    }

    private static boolean isDamage(Throwable thrown) {
        return Failures.find(thrown) == null && !(thrown instanceof TransportException);
    }

    private static void checkBranch(String branch) {
        if (!Repository.isValidRefName("refs/heads/" + branch)) {
            throw new RepositoryException(Kind.REFUSED,
                    "\"" + Text.shown(branch) + "\" is not the name of a branch", null);
        }
    }

    private Object lock(String source) {
        return locks.computeIfAbsent(source, _ -> new Object());
    }

    private Path folder(String source) {
        String name = source.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,80}")
                ? source
                : HexFormat.of().formatHex(source.getBytes(StandardCharsets.UTF_8));
        return surroundings.folder().resolve(name);
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.value());
    }
}
