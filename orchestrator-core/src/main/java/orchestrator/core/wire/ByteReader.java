package orchestrator.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote; anything else is a damaged record. */
final class ByteReader {
    private static final int LOW_BITS = 0x7F;

    private final byte[] bytes;
    private int at;
    private byte[] lastName = {};

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE - 1) {
            byte next = bytes[require(1)];
            value |= (long) (next & LOW_BITS) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw UnreadableRecordException.damaged("a number in it has no end");
    }

    long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** How many there are of something that takes a byte or more each. */
    int count() {
        return requireRoom(unsigned());
    }

    /** The same number, when there can be so many. */
    int requireRoom(long count) {
        if (count < 0 || count > bytes.length - at) {
            throw UnreadableRecordException.damaged("it ends too early");
        }
        return (int) count;
    }

    byte[] raw(int count) {
        int from = require(count);
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    String text() {
        int length = count();
        return new String(bytes, require(length), length, StandardCharsets.UTF_8);
    }

    String name() {
        int same = (int) unsigned();
        if (same < 0 || same > lastName.length) {
            throw UnreadableRecordException.damaged("a name in it has no beginning");
        }
        int rest = count();
        byte[] name = Arrays.copyOf(lastName, same + rest);
        System.arraycopy(bytes, require(rest), name, same, rest);
        lastName = name;
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** Where the next {@code count} bytes are. */
    private int require(int count) {
        int from = at;
        at += requireRoom(count);
        return from;
    }
}
