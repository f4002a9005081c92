package orchestrator.core.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ReasonCode;

/**
 * JSON for programs that read the output of a command. Fields stand in the order of the record or
 * the map, names and ids are text, times and durations as in ISO 8601, phases and reason codes the
 * words of the screen, an empty Optional is null.
 */
public final class JsonText {
    private static final ObjectMapper MAPPER = Mappers.common(JsonMapper.builder())
            .addModule(new SimpleModule("words")
                    .addSerializer(Phase.class, new PhaseWord())
                    .addSerializer(ReasonCode.class, new ReasonWord()))
            .build();

    private JsonText() {}

    /**
     * {@code value} (a map with text keys, a list, a record, a scalar, or any nesting of them) over
     * several lines, without a line break at the end.
     */
    public static String of(Object value) {
        try {
            return Mappers.pretty(MAPPER).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON form: " + value.getClass(), e);
        }
    }

    /** As {@link #of}, on one line: for streams of values. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON form: " + value.getClass(), e);
        }
    }

    private static final class PhaseWord extends StdScalarSerializer<Phase> {
        PhaseWord() {
            super(Phase.class);
        }

        @Override
        public void serialize(Phase phase, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(phase.word());
        }
    }

    private static final class ReasonWord extends StdScalarSerializer<ReasonCode> {
        ReasonWord() {
            super(ReasonCode.class);
        }

        @Override
        public void serialize(ReasonCode code, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(code.word());
        }
    }
}
