package orchestrator.reconciler.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret that a cluster's servers, agents and people share: 32 random bytes in a file that
 * only its owner can read, never in the store. Nothing uses it directly; every purpose has a key of
 * its own made from it.
 */
public final class ClusterKey {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet
            .of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] bytes;

    private ClusterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key in {@code file}.
     *
     * @throws ClusterKeyException when there is none, it is not a key, or others can read it
     */
    public static ClusterKey read(Path file) {
        try {
            requireOwnerOnly(file);
            return parse(file, Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            throw new ClusterKeyException("there is no cluster key at " + file
                    + ": copy it there from a server of the cluster", e);
        } catch (IOException e) {
            throw new ClusterKeyException("the cluster key at " + file + " cannot be read", e);
        }
    }

    /**
     * The key in {@code file}, which is made first when it does not exist. Of several processes that
     * do so at once one makes it, and all get the same.
     *
     * @throws ClusterKeyException as {@link #read}, or when it cannot be written
     */
    public static ClusterKey readOrCreate(Path file, RandomBytes random) {
        if (!Files.exists(file)) {
            create(file, random);
        }
        return read(file);
    }

    /** A key of 32 bytes for one purpose, the same on every machine with the same cluster key. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "the cluster key";
    }

    private static ClusterKey parse(Path file, String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            if (bytes.length == BYTES) {
                return new ClusterKey(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Not shown: the message of the cause would quote the file.
        }
        throw new ClusterKeyException(file + " is not a cluster key: it must be " + 2 * BYTES
                + " hexadecimal digits");
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new ClusterKeyException(
                    "others can read the cluster key; run: chmod 600 " + file);
        }
    }

    /** Written aside and linked into place, so that nobody ever sees half a key. */
    private static void create(Path file, RandomBytes random) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "cluster", ".new",
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                Files.writeString(draft, HexFormat.of().formatHex(random.next(BYTES)) + "\n");
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.createLink(file, draft);
            } finally {
                Files.delete(draft);
            }
        } catch (FileAlreadyExistsException e) {
            // Another process made it at the same moment; that one counts.
        } catch (IOException e) {
            throw new ClusterKeyException("the cluster key cannot be written to " + file, e);
        }
    }
}
