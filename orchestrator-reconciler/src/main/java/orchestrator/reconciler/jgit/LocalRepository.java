package orchestrator.reconciler.jgit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A repository in a folder of this machine, which may be anybody's: its configuration is not read,
 * and no part of it may lead to where connections may not go.
 */
final class LocalRepository {
    private static final int MOST_ALTERNATES = 16;

    private final Path folder;
    private final AllowedAddresses allowed;

    private LocalRepository(Path folder, AllowedAddresses allowed) {
        this.folder = folder;
        this.allowed = allowed;
    }

    /**
     * @param config what is read in place of its own configuration
     * @throws RepositoryException when there is none, or it leads elsewhere
     */
    static FileRepository open(Path named, AllowedAddresses allowed, File config)
            throws IOException {
        Path folder = Stream.of(named, named.resolve(".git"), Path.of(named + ".git"))
                .filter(LocalRepository::isRepository).findFirst()
                .orElseThrow(() -> new RepositoryException(Kind.REFUSED,
                        "there is no git repository in " + named, null));
        new LocalRepository(folder, allowed).checkAll();
        return new FileRepository(new FileRepositoryBuilder()
                .setFS(new QuietFiles(Optional.of(config))).setGitDir(folder.toFile())
                .setBare().setup());
    }

    private static boolean isRepository(Path folder) {
        return Files.isDirectory(folder.resolve("objects"))
                && Files.exists(folder.resolve("HEAD"));
    }

    /** Where a path leads in the end; itself when it leads nowhere. */
    static Path actual(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private void checkAll() throws IOException {
        if (allowed.everything()) {
            return;
        }
        for (String part : List.of("", "objects", "objects/pack", "objects/info", "refs",
                "refs/heads", "packed-refs", "commondir", "shallow", "reftable")) {
            check(folder.resolve(part));
        }
        checkAlternates(folder.resolve("objects"), MOST_ALTERNATES);
        Path common = folder.resolve("commondir");
        if (Files.exists(common)) {
            check(folder.resolve(Files.readString(common).strip()));
        }
    }

    private void check(Path part) {
        if (Files.exists(part) && !allowed.isBelow(part)) {
            throw new RepositoryException(Kind.REFUSED, "the repository in " + folder
                    + " leads out of the folders that are open to connections", null);
        }
    }

    /** A repository may borrow the objects of another one. */
    private void checkAlternates(Path objects, int left) throws IOException {
        Path file = objects.resolve("info/alternates");
        if (!Files.exists(file)) {
            return;
        }
        check(file);
        for (String line : Files.readAllLines(file)) {
            Path other = beside(objects, line);
            check(other);
            if (left == 0) {
                throw new RepositoryException(Kind.REFUSED,
                        "the repository in " + folder + " borrows from too many others", null);
            }
            checkAlternates(other, left - 1);
        }
    }

    private Path beside(Path objects, String line) {
        try {
            return objects.resolve(line).normalize();
        } catch (InvalidPathException e) {
            throw new RepositoryException(Kind.REFUSED,
                    "the repository in " + folder + " borrows from where nothing can be", e);
        }
    }
}
