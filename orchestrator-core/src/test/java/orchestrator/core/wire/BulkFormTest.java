package orchestrator.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import orchestrator.core.model.NodeAssignment;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.NodeStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of assignments and statuses; their envelope is tried elsewhere. */
class BulkFormTest {
    private static final int EDITS = 40;

    @Test
    void says_what_the_first_format_said() {
        for (long seed = 1; seed <= 300; seed++) {
            RandomRecords records = new RandomRecords(seed);
            for (Object value : List.of(records.assignment(), records.status())) {
                assertThat(RecordCodec.decode(value.getClass(), inFormat1(value)))
                        .as("seed %d", seed).isEqualTo(value)
                        .isEqualTo(RecordCodec.decode(value.getClass(), RecordCodec.encode(value)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 30, 328})
    void gives_back_nodes_of_any_size(int services) {
        for (int each : new int[]{1, 2, 7}) {
            NodeAssignment assignment = FullNode.assignment(services, each);
            NodeStatus status = FullNode.status(assignment);

            assertThat(again(assignment)).isEqualTo(assignment);
            assertThat(again(status)).isEqualTo(status);
        }
    }

    @Test
    void an_instance_takes_few_bytes() {
        NodeAssignment apart = FullNode.assignment(328, 1);
        NodeAssignment alike = FullNode.assignment(30, 11);

        assertThat(RecordCodec.encode(apart).length / 328).isLessThanOrEqualTo(36);
        assertThat(RecordCodec.encode(FullNode.status(apart)).length / 328)
                .isLessThanOrEqualTo(16);
        assertThat(RecordCodec.encode(alike).length / 330).isLessThanOrEqualTo(12);
        assertThat(RecordCodec.encode(FullNode.status(alike)).length / 330)
                .isLessThanOrEqualTo(16);
    }

    @Test
    void what_is_alike_is_one_object() {
        NodeAssignment back = again(FullNode.assignment(2, 3));

        assertThat(back.instances().get(1).id().service())
                .isSameAs(back.instances().get(0).id().service());
        assertThat(back.instances().get(1).spec()).isSameAs(back.instances().get(0).spec());
        assertThat(back.instances().get(5).reserved())
                .isSameAs(back.instances().get(0).reserved());
    }

    @Test
    void passes_over_a_table_of_a_later_version() {
        for (Object value : List.of(new RandomRecords(1).assignment(),
                new RandomRecords(1).status())) {
            byte[] content = BulkForm.write(value);
            byte[] later = Arrays.copyOf(content, content.length + 20);

            assertThat(BulkForm.read(RecordKind.of(value.getClass()), later)).isEqualTo(value);
        }
    }

    @Test
    void what_is_cut_off_is_damaged() {
        byte[] content = BulkForm.write(FullNode.assignment(3, 2));

        for (int length = 0; length < content.length; length++) {
            byte[] cut = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> BulkForm.read(RecordKind.ASSIGNMENT, cut))
                    .as("%d bytes", length).isInstanceOf(UnreadableRecordException.class);
        }
    }

    /** Its checksum would fit: bytes that no version of this program wrote. */
    @Test
    void any_bytes_are_a_record_or_damaged_and_nothing_else() {
        for (long seed = 1; seed <= 100; seed++) {
            RandomRecords records = new RandomRecords(seed);
            Random random = new Random(seed);
            for (Object value : List.of(records.assignment(), records.status())) {
                for (int edit = 0; edit < EDITS; edit++) {
                    requireReadOrDamaged(RecordKind.of(value.getClass()),
                            edited(BulkForm.write(value), random));
                }
            }
        }
    }

    private static void requireReadOrDamaged(RecordKind kind, byte[] content) {
        assertThatCode(() -> {
            try {
                BulkForm.read(kind, content);
            } catch (UnreadableRecordException e) {
                assertThat(e.isNewer()).isFalse();
            }
        }).doesNotThrowAnyException();
    }

    private static byte[] edited(byte[] bytes, Random random) {
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void a_status_whose_name_is_none_is_damaged() {
        byte[] content = BulkForm.write(NodeStatus.none(new NodeName("n1")));
        content[2] = '!';

        assertThatThrownBy(() -> BulkForm.read(RecordKind.STATUS, content))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("the record is damaged: it is not a status");
    }

    @SuppressWarnings("unchecked")
    private static <T> T again(T value) {
        return (T) RecordCodec.decode(value.getClass(), RecordCodec.encode(value));
    }

    private static byte[] inFormat1(Object value) {
        try {
            return new Envelope(1, RecordKind.of(value.getClass()),
                    Mappers.FIRST_BULK.writeValueAsBytes(value)).toBytes();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
