package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.ClusterRecord;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final ProjectRecord PROJECT = new ProjectRecord(new ProjectName("shop"), 7);

    @Test
    void gives_back_what_was_stored_and_the_same_bytes_again() {
        for (long seed = 1; seed <= 300; seed++) {
            for (Object value : new RandomRecords(seed).oneOfEach()) {
                byte[] bytes = RecordCodec.encode(value);
                Object back = decodeLike(value, bytes);
                assertThat(back).as("seed %d", seed).usingRecursiveComparison().isEqualTo(value);
                assertThat(RecordCodec.encode(back)).as("seed %d", seed).isEqualTo(bytes);
            }
        }
    }

    @Test
    void small_records_can_be_read_by_a_person() {
        assertThat(text(RecordCodec.encode(PROJECT))).isEqualTo("{\"format\":1,"
                + "\"kind\":\"project\",\"checksum\":\"e7c5c8f6\","
                + "\"record\":{\"project\":\"shop\",\"currentRevision\":7,\"pause\":null}}");
    }

    @Test
    void passes_over_fields_it_does_not_know() {
        byte[] later = withField(PROJECT);

        assertThat(RecordCodec.decode(ProjectRecord.class, later)).isEqualTo(PROJECT);
    }

    @Test
    void keeps_fields_it_does_not_know_when_it_rewrites_a_record() {
        ProjectRecord next = new ProjectRecord(PROJECT.project(), 8);

        byte[] rewritten = RecordCodec.rewrite(next, withField(PROJECT));

        assertThat(RecordCodec.decode(ProjectRecord.class, rewritten)).isEqualTo(next);
        assertThat(text(rewritten)).contains("\"pausedBy\":\"ada\"");
    }

    @Test
    void an_optional_field_may_be_missing_in_an_older_record_and_no_other() {
        byte[] older = new Envelope(1, RecordKind.REPORT, ascii("{\"leader\":\"s\",\"epoch\":1,"
                + "\"at\":\"2026-01-01T00:00:00Z\",\"holds\":[],\"silentNodes\":{}}")).toBytes();
        byte[] broken = new Envelope(1, RecordKind.PROJECT, ascii("{\"project\":\"shop\"}"))
                .toBytes();

        assertThat(RecordCodec.decode(orchestrator.core.model.LeaderReport.class, older).brake())
                .isEqualTo(Optional.empty());
        assertThatThrownBy(() -> RecordCodec.decode(ProjectRecord.class, broken))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void refuses_a_newer_format_and_says_so() {
        byte[] small = ascii("{\"format\":2,\"anything\":\"else\"}");
        byte[] bulk = new Envelope(3, RecordKind.ASSIGNMENT, new byte[0]).toBytes();

        requireNewer(small, "the record has format 2, this program reads up to 1: upgrade it");
        requireNewer(bulk, "the record has format 3, this program reads up to 2: upgrade it");
    }

    private static void requireNewer(byte[] bytes, String message) {
        assertThatThrownBy(() -> RecordCodec.decode(NodeAssignment.class, bytes))
                .isInstanceOfSatisfying(UnreadableRecordException.class,
                        e -> assertThat(e.isNewer()).isTrue())
                .hasMessage(message);
    }

    @Test
    void refuses_a_record_of_another_kind() {
        assertThatThrownBy(() -> RecordCodec.decode(ClusterRecord.class,
                RecordCodec.encode(PROJECT)))
                .hasMessage("the record is damaged: a project stands where a cluster should be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "}", "null", "orch", "orch\0\1", "{\"format\":1}",
            "{\"format\":0,\"kind\":\"project\"}", "{\"format\":999999999999,}"})
    void refuses_what_is_no_record(String bytes) {
        assertThatThrownBy(() -> RecordCodec.decode(ProjectRecord.class, ascii(bytes)))
                .isInstanceOf(UnreadableRecordException.class);
        assertThatThrownBy(() -> RecordCodec.toJson(ascii(bytes)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void refuses_to_store_what_is_no_record() {
        assertThatThrownBy(() -> RecordCodec.encode("text"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordCodec.encode(List.of("text")))
                .isInstanceOf(IllegalArgumentException.class);
        NodeStatus whole = NodeStatus.none(new NodeName("n1"));
        assertThatThrownBy(() -> RecordCodec.rewrite(whole, RecordCodec.encode(whole)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void half_a_character_does_not_end_all_reporting() {
        NodeStatus cut = new NodeStatus(new NodeName("n1"), 1, List.of(), List.of(),
                Optional.of(new Reason(ReasonCode.EXITED, "half \ud83d")));

        NodeStatus back = RecordCodec.decode(NodeStatus.class, RecordCodec.encode(cut));

        assertThat(back.trouble().orElseThrow().text()).isEqualTo("half ?");
    }

    @Test
    void shows_bulk_records_as_json() {
        NodeStatus status = NodeStatus.none(new NodeName("n1"));

        assertThat(RecordCodec.toJson(RecordCodec.encode(status))).isEqualTo("""
                {
                  "format": 2,
                  "kind": "status",
                  "record": {
                    "node": "n1",
                    "generation": 0,
                    "instances": [],
                    "volumes": [],
                    "trouble": null,
                    "images": []
                  }
                }""");
    }

    static Object decodeLike(Object value, byte[] bytes) {
        return value instanceof List
                ? RecordCodec.decodeEvents(bytes)
                : RecordCodec.decode(value.getClass(), bytes);
    }

    private static byte[] withField(ProjectRecord record) {
        return new Envelope(1, RecordKind.PROJECT, ascii("{\"project\":\"" + record.project()
                + "\",\"pausedBy\":\"ada\",\"currentRevision\":" + record.currentRevision() + "}"))
                .toBytes();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
