package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/** Reads what {@code -o json} printed, with a parser that is not ours. */
final class JsonSyntax {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonSyntax() {}

    /** One line of output: valid JSON that says what it is. */
    static Map<String, Object> check(String line) {
        try {
            Map<String, Object> document = MAPPER.readValue(line, new TypeReference<>() {
            });
            assertThat(document.get("schema")).as(line).asString().matches("orch\\.[a-z]+/1");
            return document;
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    static List<Map<String, Object>> all(String output) {
        return output.lines().map(JsonSyntax::check).toList();
    }
}
