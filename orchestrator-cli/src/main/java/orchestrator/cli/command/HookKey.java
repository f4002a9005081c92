package orchestrator.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The secret of a webhook in the form a shell can sign with: the two blocks that HMAC-SHA256 hashes
 * before the message and before the result. With {@code openssl dgst -hmac} the secret would stand
 * in the list of processes, for every user of that machine to read.
 */
final class HookKey {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private HookKey() {}

    /** The inner block, then the outer one. */
    static byte[] blocks(byte[] secret) {
        byte[] key = Arrays.copyOf(secret.length > BLOCK ? hash(secret) : secret, BLOCK);
        byte[] blocks = new byte[2 * BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            blocks[i] = (byte) (key[i] ^ INNER);
            blocks[BLOCK + i] = (byte) (key[i] ^ OUTER);
        }
        Arrays.fill(key, (byte) 0);
        return blocks;
    }

    /**
     * Writes a file of them that its owner alone may read.
     *
     * @throws Failure when there is such a file already, or it cannot be written
     */
    static void write(Path file, byte[] secret) {
        byte[] blocks = blocks(secret);
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                out.write(blocks);
            }
        } catch (FileAlreadyExistsException e) {
            throw Failure.wrongInput("there is a file " + file + " already; nothing was written",
                    "remove it, or name another with --write-key FILE");
        } catch (IOException | UnsupportedOperationException e) {
            throw Failure.wrongInput(file + " cannot be written", "");
        } finally {
            Arrays.fill(blocks, (byte) 0);
        }
    }

    private static byte[] hash(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
