package orchestrator.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import orchestrator.core.model.ClusterRecord;

/**
 * What stands around the content of every record: format, kind and a checksum over both and the
 * content, so that a cut or an edit shows. Text around the readable kinds, eleven bytes before the
 * bulk ones. In every format, now and later, a record begins with <code>{"format":N</code> or with
 * the four bytes {@code orch} and N in two more.
 */
record Envelope(int format, RecordKind kind, byte[] content) {
    /** The newest format of a readable kind that this program reads, and the one it writes. */
    static final int NEWEST_TEXT = 1;
    /** The same of the bulk kinds. */
    static final int NEWEST_BULK = ClusterRecord.FORMAT;

    private static final byte[] MAGIC = "orch".getBytes(StandardCharsets.US_ASCII);
    private static final int BULK_HEADER = MAGIC.length + Short.BYTES + 1 + Integer.BYTES;
    private static final int LONGEST_TEXT_HEADER = 100;
    private static final Pattern FORMAT = Pattern.compile("\\{\"format\":([0-9]{1,9})");
    private static final Pattern REST = Pattern
            .compile(",\"kind\":\"([a-z]+)\",\"checksum\":\"([0-9a-f]{8})\",\"record\":");

    /** The stored bytes. */
    byte[] toBytes() {
        return kind.isBulk() ? toBulk() : toText();
    }

    private byte[] toBulk() {
        return ByteBuffer.allocate(BULK_HEADER + content.length)
                .put(MAGIC)
                .putShort((short) format)
                .put((byte) kind.ordinal())
                .putInt(checksum())
                .put(content)
                .array();
    }

    private byte[] toText() {
        byte[] header = ("{\"format\":" + format + ",\"kind\":\"" + kind.word()
                + "\",\"checksum\":\"" + HexFormat.of().toHexDigits(checksum()) + "\",\"record\":")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(header.length + content.length + 1)
                .put(header)
                .put(content)
                .put((byte) '}')
                .array();
    }

    private int checksum() {
        CRC32C sum = new CRC32C();
        sum.update((format + kind.word()).getBytes(StandardCharsets.US_ASCII));
        sum.update(content);
        return (int) sum.getValue();
    }

    /**
     * Takes stored bytes apart.
     *
     * @throws UnreadableRecordException when they are newer or not as they were written
     */
    static Envelope open(byte[] bytes) {
        return isBulk(bytes) ? openBulk(bytes) : openText(bytes, NEWEST_TEXT);
    }

    /** As {@link #open}, also a readable kind of a newer format in an envelope as this one. */
    static Envelope openAny(byte[] bytes) {
        return isBulk(bytes) ? openBulk(bytes) : openText(bytes, Short.MAX_VALUE);
    }

    private static boolean isBulk(byte[] bytes) {
        return Arrays.mismatch(bytes, MAGIC) == MAGIC.length;
    }

    private static Envelope openBulk(byte[] all) {
        ByteBuffer bytes = ByteBuffer.wrap(all, MAGIC.length, all.length - MAGIC.length);
        if (bytes.remaining() < BULK_HEADER - MAGIC.length) {
            throw UnreadableRecordException.damaged("it is cut off");
        }
        int format = requireReadable(bytes.getShort(), NEWEST_BULK);
        int kind = bytes.get();
        int checksum = bytes.getInt();
        if (kind < 0 || kind >= RecordKind.values().length
                || !RecordKind.values()[kind].isBulk()) {
            throw UnreadableRecordException.damaged("it is of no known kind");
        }
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        return checked(new Envelope(format, RecordKind.values()[kind], content), checksum);
    }

    private static Envelope openText(byte[] bytes, int newest) {
        String start = new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT_HEADER),
                StandardCharsets.ISO_8859_1);
        Matcher format = FORMAT.matcher(start);
        if (!format.lookingAt()) {
            throw UnreadableRecordException.damaged("it does not begin as a record does");
        }
        int number = requireReadable(Integer.parseInt(format.group(1)), newest);
        Matcher rest = REST.matcher(start).region(format.end(), start.length());
        if (!rest.lookingAt() || bytes[bytes.length - 1] != '}') {
            throw UnreadableRecordException.damaged("it is cut off or edited");
        }
        byte[] content = Arrays.copyOfRange(bytes, rest.end(),
                Math.max(rest.end(), bytes.length - 1));
        return checked(new Envelope(number, RecordKind.ofWord(rest.group(1)), content),
                Integer.parseUnsignedInt(rest.group(2), 16));
    }

    private static int requireReadable(int format, int newest) {
        if (format < 1) {
            throw UnreadableRecordException.damaged("there is no format " + format);
        }
        if (format > newest) {
            throw UnreadableRecordException.newer(format, newest);
        }
        return format;
    }

    private static Envelope checked(Envelope envelope, int checksum) {
        if (envelope.checksum() != checksum) {
            throw UnreadableRecordException.damaged("its checksum does not fit its content");
        }
        return envelope;
    }
}
