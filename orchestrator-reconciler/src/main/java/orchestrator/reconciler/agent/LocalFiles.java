package orchestrator.reconciler.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Small files that are either whole or recognised as torn: each begins with the digest of the rest,
 * and appears under its name only when it is on the disk.
 */
final class LocalFiles {
    private static final int DIGEST_BYTES = 32;
    private static final String UNFINISHED = ".new";

    private final Path directory;

    LocalFiles(Path directory) {
        this.directory = directory;
    }

    /** What came of reading one. */
    sealed interface Content {
        record Whole(byte[] bytes) implements Content {}

        record Missing() implements Content {}

        record Torn() implements Content {}
    }

    Content read(String name) {
        try {
            byte[] all = Files.readAllBytes(directory.resolve(name));
            if (all.length < DIGEST_BYTES) {
                return new Content.Torn();
            }
            byte[] content = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
            boolean whole = MessageDigest.isEqual(Arrays.copyOf(all, DIGEST_BYTES),
                    digest(content));
            return whole ? new Content.Whole(content) : new Content.Torn();
        } catch (NoSuchFileException e) {
            return new Content.Missing();
        } catch (IOException e) {
            return new Content.Torn();
        }
    }

    /** Replaces the file in one step that survives a crash at any moment. */
    void write(String name, byte[] content) {
        try {
            Files.createDirectories(directory);
            Path unfinished = directory.resolve(name + UNFINISHED);
            try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeAll(file, ByteBuffer.wrap(digest(content)));
                writeAll(file, ByteBuffer.wrap(content));
                file.force(true);
            }
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException("the local copy " + name + " cannot be written", e);
        }
    }

    /** Removes every file whose name begins with {@code prefix} and that is not to be kept. */
    void keepOnly(String prefix, Set<String> names) {
        for (String name : names(prefix)) {
            if (!names.contains(name)) {
                delete(name);
            }
        }
    }

    List<String> names(String prefix) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && !name.endsWith(UNFINISHED))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the local copies cannot be listed", e);
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the local copy " + name + " cannot be removed", e);
        }
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
