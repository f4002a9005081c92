package orchestrator.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The value of a secret, from a pipe as it is, or typed without being shown. */
public final class SecretInput {
    /** More than any password, key or certificate needs, and well below a record's limit. */
    public static final int MOST_BYTES = 64 * 1024;

    private SecretInput() {}

    /**
     * Reads it. One line break at its end is taken as the end of the line, not of the value. One that
     * is longer than {@link #MOST_BYTES} is not read to its end, and must be refused.
     */
    public static byte[] read(Console console, String prompt) {
        try {
            if (!console.traits().inputTerminal()) {
                return withoutLineEnd(console.input().readNBytes(MOST_BYTES + 3));
            }
            java.io.Console terminal = System.console();
            if (terminal == null) {
                return new byte[0];
            }
            char[] typed = terminal.readPassword("%s", prompt);
            byte[] value = typed == null
                    ? new byte[0]
                    : new String(typed).getBytes(StandardCharsets.UTF_8);
            if (typed != null) {
                Arrays.fill(typed, '\0');
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("the value cannot be read", e);
        }
    }

    /** True when it reaches a container as it is: in UTF-8, and without a NUL, which ends a text. */
    public static boolean isText(byte[] value) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
            boolean whole = text.chars().noneMatch(c -> c == 0);
            Arrays.fill(text.array(), '\0');
            return whole;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] withoutLineEnd(byte[] value) {
        int length = value.length;
        if (length > 0 && value[length - 1] == '\n') {
            length -= length > 1 && value[length - 2] == '\r' ? 2 : 1;
        }
        return Arrays.copyOf(value, length);
    }
}
