package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orchestrator.core.model.CommitId;

/**
 * What is kept on disk for one connection: bare repositories without references. {@code contents}
 * holds the files of the heads, each without its history; {@code history} holds commits, to tell
 * whether one contains another; {@code notes} the notes. They are apart because a server is told
 * what we have, and takes it for complete. All of it can be fetched again.
 */
final class Cache {
    private static final int MANY_PACKS = 60;
    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tbare = true
            [http]
            \tfollowRedirects = false
            [protocol]
            \tversion = 2
            [gc]
            \tauto = 0
            """;

    private final Path folder;
    private final Limits limits;

    /** @param of what it is a cache of: it begins anew when that is something else */
    Cache(Path folder, String of, Limits limits) {
        this.folder = folder;
        this.limits = limits;
        try {
            Path note = folder.resolve("of");
            if (!Files.exists(note) || !Files.readString(note).equals(of) || isTooLarge()) {
                clear();
                Files.createDirectories(folder);
                Files.writeString(note, of);
            }
            removeLocks();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bare, and created when it is not there. To be closed. */
    CacheRepository open(String name, Bounds bounds) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place.resolve("objects"))) {
            Files.createDirectories(place);
            try (CacheRepository fresh = new CacheRepository(place.toFile(), bounds)) {
                fresh.create(true);
            }
        }
        Files.writeString(place.resolve("config"), CONFIG);
        return new CacheRepository(place.toFile(), bounds);
    }

    /** The commit that the repository of that name was last brought to. */
    Optional<CommitId> at(String name) throws IOException {
        Path file = folder.resolve(name + ".at");
        return Files.exists(file)
                ? Optional.of(new CommitId(Files.readString(file).strip()))
                : Optional.empty();
    }

    void at(String name, CommitId commit) throws IOException {
        Files.write(folder.resolve(name + ".at"),
                commit.value().getBytes(StandardCharsets.US_ASCII));
    }

    /** Throws all of it away. */
    void clear() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }

    /** Packs are never merged: it is cheaper to begin anew, which is a fetch of one commit. */
    private boolean isTooLarge() throws IOException {
        long bytes = 0;
        int packs = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(each);
                packs += each.toString().endsWith(".pack") ? 1 : 0;
            }
        }
        return bytes > limits.cache() || packs > MANY_PACKS;
    }

    /** Nobody else works here, so what is locked or half written was left by a process's death. */
    private void removeLocks() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> left = all.filter(Files::isRegularFile).filter(each -> each.getFileName()
                    .toString().matches(".*\\.lock|.*\\.tmp|incoming_.*|\\.probe.*")).toList();
            for (Path each : left) {
                Files.delete(each);
            }
        }
    }
}
