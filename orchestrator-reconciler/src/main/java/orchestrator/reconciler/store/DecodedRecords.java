package orchestrator.reconciler.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
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

    /** As {@link RecordCodec#decode} of what was found there. May be called from any thread. */
    synchronized <T> T decode(String path, byte[] data, Class<T> type) {
        Decoded known = latest.get(path);
        if (known != null && type.isInstance(known.value())
                && Arrays.equals(known.data(), data)) {
            return type.cast(known.value());
        }
        T value = RecordCodec.decode(type, data);
        latest.remove(path);
        latest.put(path, new Decoded(data, value));
        if (latest.size() > MOST) {
            latest.pollFirstEntry();
        }
        return value;
    }

    /** Of what this very object was decoded last; empty when that is not known any more. */
    synchronized Optional<byte[]> dataOf(String path, Object value) {
        return Optional.ofNullable(latest.get(path)).filter(known -> known.value() == value)
                .map(Decoded::data);
    }
}
