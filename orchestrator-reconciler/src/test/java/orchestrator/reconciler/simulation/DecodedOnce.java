package orchestrator.reconciler.simulation;

import java.util.IdentityHashMap;
import java.util.Map;
import orchestrator.core.wire.RecordCodec;

/** The records of the latest commit, each taken apart once for all who look at it. */
final class DecodedOnce {
    private final Map<byte[], Object> records = new IdentityHashMap<>();

    /** Another commit is looked at from now on. */
    void begin() {
        records.clear();
    }

    <T> T decode(Class<T> type, byte[] data) {
        return type.cast(records.computeIfAbsent(data,
                bytes -> RecordCodec.decode(type, bytes)));
    }
}
