package orchestrator.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import orchestrator.core.model.Event;

/**
 * The stored form of every record: assignments and statuses compact, everything else as JSON. The
 * same value always gives the same bytes. What this program does not know is passed over;
 * {@link #rewrite} keeps them, and is for the one record that programs of different versions take
 * turns in changing, the current revision of a project. All other records are either never changed
 * (cluster, revisions, specs, intents), or written anew as a whole from what their one writer knows
 * (nodes and statuses by their agent; assignments, report and events by the leader; a new value of
 * a secret), where a field that the writer does not know would no longer be true.
 */
public final class RecordCodec {
    private RecordCodec() {}

    /** Works out beforehand how the records are read that every look at a cluster needs. */
    public static void load() {
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.EVENTS && kind != RecordKind.SPEC && !kind.isBulk()) {
                kind.prepare(Mappers.JSON);
            }
        }
    }

    /**
     * The bytes of a record of {@code core.model}, or of a {@code List<Event>}.
     *
     * @throws IllegalArgumentException when {@code value} is nothing that is stored
     */
    public static byte[] encode(Object value) {
        RecordKind kind = kindOf(value);
        return seal(kind, write(kind, value));
    }

    /**
     * As {@link #encode}, with the fields of {@code before} that this program does not know. Not for
     * assignments and statuses.
     *
     * @throws UnreadableRecordException when {@code before} is not a readable record of that kind
     */
    public static byte[] rewrite(Object value, byte[] before) {
        RecordKind kind = kindOf(value);
        if (kind.isBulk()) {
            throw new IllegalArgumentException("is written as a whole: a " + kind.word());
        }
        Envelope old = openAs(kind, before);
        ObjectNode merged = Mappers.JSON.valueToTree(value);
        if (readTree(old) instanceof ObjectNode unknown) {
            unknown.properties().stream()
                    .filter(field -> !merged.has(field.getKey()))
                    .forEach(field -> merged.set(field.getKey(), field.getValue()));
        }
        return seal(kind, json(kind, merged));
    }

    /**
     * The record in {@code bytes}.
     *
     * @throws UnreadableRecordException when the bytes are damaged, of another kind or newer
     */
    public static <T> T decode(Class<T> type, byte[] bytes) {
        return type.cast(read(openAs(RecordKind.of(type), bytes), type));
    }

    /**
     * The events in {@code bytes}, oldest first.
     *
     * @throws UnreadableRecordException as {@link #decode}
     */
    public static List<Event> decodeEvents(byte[] bytes) {
        Envelope envelope = openAs(RecordKind.EVENTS, bytes);
        try {
            return Arrays.asList(
                    requirePresent(Mappers.JSON.readValue(envelope.content(), Event[].class)));
        } catch (IOException e) {
            throw UnreadableRecordException.damaged("it is not a list of events", e);
        }
    }

    /**
     * Any record as indented JSON for a person, also one of a newer format as far as its envelope is
     * still the same.
     *
     * @throws UnreadableRecordException when the bytes are not a record
     */
    public static String toJson(byte[] bytes) {
        Envelope envelope = Envelope.openAny(bytes);
        ObjectNode all = Mappers.JSON.createObjectNode();
        all.put("format", envelope.format());
        all.put("kind", envelope.kind().word());
        all.set("record", readTree(envelope));
        return JsonText.of(all);
    }

    private static RecordKind kindOf(Object value) {
        if (value instanceof List<?> list && !list.stream().allMatch(Event.class::isInstance)) {
            throw new IllegalArgumentException("the only list that is stored is one of events");
        }
        return RecordKind.of(value.getClass());
    }

    private static byte[] write(RecordKind kind, Object value) {
        return kind.isBulk() ? BulkForm.write(value) : json(kind, value);
    }

    private static byte[] json(RecordKind kind, Object value) {
        try {
            return Mappers.JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be stored: a " + kind.word(), e);
        }
    }

    private static byte[] seal(RecordKind kind, byte[] content) {
        return new Envelope(kind.format(), kind, content).toBytes();
    }

    private static Envelope openAs(RecordKind kind, byte[] bytes) {
        Envelope envelope = Envelope.open(bytes);
        if (envelope.kind() != kind) {
            throw UnreadableRecordException.damaged("a " + envelope.kind().word()
                    + " stands where a " + kind.word() + " should be");
        }
        return envelope;
    }

    /** In their first format the bulk kinds were written like the others, only in binary. */
    private static Object read(Envelope envelope, Class<?> type) {
        RecordKind kind = envelope.kind();
        if (kind.isBulk() && envelope.format() > 1) {
            return BulkForm.read(kind, envelope.content());
        }
        try {
            ObjectMapper mapper = kind.isBulk() ? Mappers.FIRST_BULK : Mappers.JSON;
            return requirePresent(mapper.readValue(envelope.content(), type));
        } catch (IOException e) {
            throw UnreadableRecordException.damaged("it is not a " + kind.word(), e);
        }
    }

    private static JsonNode readTree(Envelope envelope) {
        RecordKind kind = envelope.kind();
        try {
            return kind.isBulk()
                    ? Mappers.JSON.valueToTree(read(envelope, kind.type()))
                    : Mappers.JSON.readTree(envelope.content());
        } catch (IOException e) {
            throw UnreadableRecordException.damaged("its content cannot be read", e);
        }
    }

    private static <T> T requirePresent(T value) {
        if (value == null) {
            throw UnreadableRecordException.damaged("it is empty");
        }
        return value;
    }
}
