package orchestrator.reconciler.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Small files that are either whole or recognised as torn: each begins with the digest of the rest,
 * and appears under its name only when it is on the disk.
 */
public final class WholeFiles {
    private static final int DIGEST_BYTES = 32;
    private static final String UNFINISHED = ".new";

    private final Disk disk;

    /** {@code disk} may hold other files, of other names. */
    public WholeFiles(Disk disk) {
        this.disk = disk;
    }

    /** What came of reading one. */
    public sealed interface Content {
        record Whole(byte[] bytes) implements Content {}

        record Missing() implements Content {}

        /** It is damaged. */
        record Torn() implements Content {}

        /** It may be whole, but the disk does not give it out, and why. */
        record Refused(String why) implements Content {}
    }

    /** Never throws. What is torn or refused may have held anything: nobody takes it for missing. */
    public Content read(String name) {
        try {
            Optional<byte[]> all = disk.read(name);
            return all.map(WholeFiles::checked).orElseGet(Content.Missing::new);
        } catch (AccessDeniedException e) {
            return new Content.Refused("this person may not read " + e.getFile());
        } catch (IOException e) {
            return new Content.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Content checked(byte[] all) {
        if (all.length < DIGEST_BYTES) {
            return new Content.Torn();
        }
        byte[] content = Arrays.copyOfRange(all, DIGEST_BYTES, all.length);
        boolean whole = MessageDigest.isEqual(Arrays.copyOf(all, DIGEST_BYTES), digest(content));
        return whole ? new Content.Whole(content) : new Content.Torn();
    }

    /**
     * Replaces the file in one step that survives a crash at any moment.
     *
     * @throws UncheckedIOException when the disk refuses; the file is then whole, as before or as it
     *                              was to be
     */
    public void write(String name, byte[] content) {
        try {
            disk.write(name + UNFINISHED, withDigest(content));
            disk.rename(name + UNFINISHED, name);
            disk.syncNames();
        } catch (IOException e) {
            throw new UncheckedIOException("the local copy " + name + " cannot be written", e);
        }
    }

    /** Removes every file whose name begins with {@code prefix} and that is not to be kept. */
    public void keepOnly(String prefix, Set<String> names) {
        for (String name : names(prefix)) {
            if (!names.contains(name)) {
                delete(name);
            }
        }
    }

    /** Those that begin with {@code prefix}, in order. */
    public List<String> names(String prefix) {
        try {
            return disk.names().stream()
                    .filter(name -> name.startsWith(prefix) && !name.endsWith(UNFINISHED))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the local copies cannot be listed", e);
        }
    }

    private void delete(String name) {
        try {
            disk.delete(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the local copy " + name + " cannot be removed", e);
        }
    }

    private static byte[] withDigest(byte[] content) {
        byte[] all = Arrays.copyOf(digest(content), DIGEST_BYTES + content.length);
        System.arraycopy(content, 0, all, DIGEST_BYTES, content.length);
        return all;
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The content of a file that is text. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
