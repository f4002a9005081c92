package orchestrator.reconciler.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import orchestrator.core.wire.RecordCodec;

/**
 * The records that were decoded last, so that one which still says the same is not taken apart again:
 * most looks at a cluster find it as it was. Known by their bytes and not by their versions, which
 * begin again where a store is put back.
 */
final class DecodedRecords {
    private static final int MOST = 32;

    private final LinkedHashMap<String, Decoded> latest = new LinkedHashMap<>();

    private record Decoded(byte[] data, Object value) {}

    /** As {@link RecordCodec#decode} of what was found. May be called from any thread. */
    synchronized <T> T decode(StoredRecord found, Class<T> type) {
        Decoded known = latest.get(found.path());
        if (known != null && type.isInstance(known.value())
                && Arrays.equals(known.data(), found.data())) {
            return type.cast(known.value());
        }
        T value = RecordCodec.decode(type, found.data());
        latest.remove(found.path());
        latest.put(found.path(), new Decoded(found.data(), value));
        if (latest.size() > MOST) {
            latest.pollFirstEntry();
        }
        return value;
    }
}
