package orchestrator.reconciler.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.jgit.AllowedAddresses;
import orchestrator.reconciler.jgit.JGitRepositories;
import orchestrator.reconciler.jgit.Limits;
import orchestrator.reconciler.jgit.Surroundings;

/**
 * Repositories as the machine of a person sees them, for one command: what they could read with git
 * themselves is allowed, and nothing is kept.
 */
public final class PersonalRepositories implements Repositories {
    private final Path folder;
    private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
    private final Repositories repositories;

    private PersonalRepositories(Path folder) {
        this.folder = folder;
        this.repositories = new JGitRepositories(new Surroundings(folder,
                AllowedAddresses.EVERYTHING, Limits.USUAL, InstantSource.system(), beside));
    }

    /** With a folder of its own for what is fetched. */
    public static Repositories open() {
        try {
            return new PersonalRepositories(Files.createTempDirectory("orch-git"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    @Override
    public Head fetch(Remote remote, Optional<CommitId> applied) {
        return repositories.fetch(remote, applied);
    }

    @Override
    public Declared read(Remote remote, CommitId commit, String path) {
        return repositories.read(remote, commit, path);
    }

    @Override
    public void note(Remote remote, CommitId commit, String text) {
        repositories.note(remote, commit, text);
    }

    @Override
    public void forget(String source) {
        repositories.forget(source);
    }

    @Override
    public void close() {
        repositories.close();
        beside.shutdownNow();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder cannot be removed", e);
        }
    }
}
