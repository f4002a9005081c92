package orchestrator.reconciler.simulation.exhaustive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;

/** Records as a later version of this program writes them: with a field that this one has not. */
final class NewerForm {
    private static final String FIELD = "\"ofALaterVersion\":\"kept\"";
    private static final Pattern RECORD = Pattern.compile(
            "\\{\"format\":(\\d+),\"kind\":\"(\\w+)\",\"checksum\":\"\\w+\",\"record\":\\{(.*)}}",
            Pattern.DOTALL);

    private NewerForm() {}

    static void giveTo(ClusterStore store, String path) {
        StoredRecord found = store.read(path).orElseThrow();
        store.commit(List.of(new StoreWrite.Update(path, newer(found.data()), found.version())));
    }

    static void requireKept(ClusterStore store, String path) {
        if (!new String(store.read(path).orElseThrow().data(), UTF_8).contains(FIELD)) {
            throw new AssertionError("what a later version wrote is gone from " + path);
        }
    }

    private static byte[] newer(byte[] record) {
        Matcher parts = RECORD.matcher(new String(record, UTF_8));
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a record of text");
        }
        String content = "{" + FIELD + "," + parts.group(3) + "}";
        CRC32C sum = new CRC32C();
        sum.update((parts.group(1) + parts.group(2)).getBytes(UTF_8));
        sum.update(content.getBytes(UTF_8));
        return ("{\"format\":" + parts.group(1) + ",\"kind\":\"" + parts.group(2)
                + "\",\"checksum\":\"" + String.format("%08x", (int) sum.getValue())
                + "\",\"record\":" + content + "}").getBytes(UTF_8);
    }
}
