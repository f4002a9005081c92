package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ProjectRecord;
import orchestrator.core.wire.RecordCodec;
import orchestrator.core.wire.UnreadableRecordException;
import org.junit.jupiter.api.Test;

class DecodedRecordsTest {
    private static final int MORE_THAN_ARE_KEPT = 100;

    private final DecodedRecords decoded = new DecodedRecords();

    @Test
    void what_stands_as_it_stood_is_decoded_once() {
        ProjectRecord first = decode(found("shop", 1, bytes(1)));

        assertThat(decode(found("shop", 2, bytes(1)))).isSameAs(first);
    }

    @Test
    void other_bytes_are_another_record_whatever_their_version() {
        decode(found("shop", 1, bytes(1)));

        assertThat(decode(found("shop", 1, bytes(2))).currentRevision()).isEqualTo(2);
    }

    @Test
    void damage_shows_though_the_record_was_whole_before() {
        byte[] torn = bytes(1);
        torn[torn.length - 1]++;
        decode(found("shop", 1, bytes(1)));

        assertThatThrownBy(() -> decode(found("shop", 1, torn)))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Test
    void only_the_latest_are_remembered() {
        ProjectRecord first = decode(found("shop", 1, bytes(1)));
        for (int number = 0; number < MORE_THAN_ARE_KEPT; number++) {
            decode(found("other-" + number, 1, bytes(1)));
        }

        assertThat(decode(found("shop", 1, bytes(1)))).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void the_bytes_of_an_object_are_those_it_was_made_of_and_no_others() {
        ProjectRecord first = decode(found("shop", 1, bytes(1)));
        assertThat(decoded.dataOf("/projects/shop", first)).contains(bytes(1));
        assertThat(decoded.dataOf("/projects/other", first)).isEmpty();

        ProjectRecord next = decode(found("shop", 2, bytes(2)));

        assertThat(decoded.dataOf("/projects/shop", first)).isEmpty();
        assertThat(decoded.dataOf("/projects/shop", next)).contains(bytes(2));
    }

    private ProjectRecord decode(StoredRecord found) {
        return decoded.decode(found.path(), found.data(), ProjectRecord.class);
    }

    private static byte[] bytes(int revision) {
        return RecordCodec.encode(new ProjectRecord(new ProjectName("shop"), revision));
    }

    private static StoredRecord found(String name, int version, byte[] data) {
        return new StoredRecord("/projects/" + name, data, version, version, 0);
    }
}
