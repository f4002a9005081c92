package orchestrator.reconciler.jgit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Remote.Credentials;

/** One connection and the adapter that follows it. */
final class Followed implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private AllowedAddresses allowed = AllowedAddresses.EVERYTHING;
    private Limits limits = Limits.USUAL;
    private InstantSource clock = InstantSource.system();
    private Remote remote;

    Followed(Path folder, String url) {
        this.folder = folder;
        remote = new Remote("c1", url, "main", Optional.empty(), "", "");
    }

    Followed branch(String branch) {
        remote = new Remote(remote.source(), remote.url(), branch, remote.credentials(),
                remote.knownHosts(), remote.trustedKeys());
        return this;
    }

    Followed with(String user, byte[] secret) {
        remote = new Remote(remote.source(), remote.url(), remote.branch(),
                Optional.of(new Credentials(Optional.of(user), secret)), remote.knownHosts(),
                remote.trustedKeys());
        return this;
    }

    Followed knownHosts(String lines) {
        remote = new Remote(remote.source(), remote.url(), remote.branch(), remote.credentials(),
                lines, remote.trustedKeys());
        return this;
    }

    Followed trusting(String keys) {
        remote = new Remote(remote.source(), remote.url(), remote.branch(), remote.credentials(),
                remote.knownHosts(), keys);
        return this;
    }

    Followed allowing(String... words) {
        allowed = AllowedAddresses.of(List.of(words));
        return this;
    }

    Followed limits(Limits other) {
        limits = other;
        return this;
    }

    Followed clock(InstantSource other) {
        clock = other;
        return this;
    }

    Remote remote() {
        return remote;
    }

    Path folder() {
        return folder;
    }

    JGitRepositories repositories() {
        return new JGitRepositories(
                new Surroundings(folder, allowed, limits, clock, threads));
    }

    Head fetch() {
        return repositories().fetch(remote, Optional.empty());
    }

    Head fetch(CommitId applied) {
        return repositories().fetch(remote, Optional.of(applied));
    }

    Declared read(String path) {
        return repositories().read(remote, fetch().commit().id(), path);
    }

    Declared read(CommitId commit, String path) {
        return repositories().read(remote, commit, path);
    }

    void note(CommitId commit, String text) {
        repositories().note(remote, commit, text);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
