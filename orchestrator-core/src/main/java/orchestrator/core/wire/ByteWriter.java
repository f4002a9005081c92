package orchestrator.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. The nearer a number is to 0, the fewer of them it takes. */
final class ByteWriter {
    private static final int FIRST_SIZE = 1024;
    private static final int LONGEST_NUMBER = 10;
    private static final int LOW_BITS = 0x7F;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private byte[] lastName = {};

    /** Seven bits in each byte, the lowest first; one below 0 takes ten bytes. */
    void unsigned(long value) {
        room(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~LOW_BITS) != 0) {
            bytes[length++] = (byte) (rest | MORE);
            rest >>>= Byte.SIZE - 1;
        }
        bytes[length++] = (byte) rest;
    }

    /** Numbers just below 0 are as short as those just above. */
    void signed(long value) {
        unsigned(value << 1 ^ value >> Long.SIZE - 1);
    }

    void raw(byte[] more) {
        put(more, 0);
    }

    /** Half of a surrogate pair has no UTF-8 form; it becomes a question mark. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        put(utf8, 0);
    }

    /** How much of it is as in the name before, and the rest. */
    void name(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        int differs = Arrays.mismatch(lastName, ascii);
        int same = differs < 0 ? ascii.length : differs;
        unsigned(same);
        unsigned(ascii.length - same);
        put(ascii, same);
        lastName = ascii;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void put(byte[] from, int start) {
        int count = from.length - start;
        room(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
