package orchestrator.reconciler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Delete;
import orchestrator.reconciler.store.StoreWrite.Update;
import org.junit.jupiter.api.Test;

class AftermathTest {
    private static final long SESSION = 77;
    private final Map<String, StoredRecord> now = new TreeMap<>();

    @Test
    void an_update_was_done_when_its_data_stands_at_the_next_version() throws Exception {
        stands("/a", "mine", 4, 0);

        assertThat(after(new Check("/epoch", 9), update("/a", 3))).isEqualTo(Aftermath.DONE);
    }

    @Test
    void an_update_was_not_done_when_its_version_still_stands_or_another_took_its_place()
            throws Exception {
        stands("/a", "old", 3, 0);
        assertThat(after(update("/a", 3))).isEqualTo(Aftermath.NOT_DONE);

        stands("/a", "other", 4, 0);
        assertThat(after(update("/a", 3))).isEqualTo(Aftermath.NOT_DONE);
    }

    @Test
    void nobody_can_tell_when_the_record_went_on_or_is_gone() throws Exception {
        stands("/a", "later", 5, 0);

        assertThat(after(update("/a", 3))).isEqualTo(Aftermath.UNKNOWN);
        assertThat(after(update("/gone", 3))).isEqualTo(Aftermath.UNKNOWN);
        assertThat(after(create("/gone", false))).isEqualTo(Aftermath.UNKNOWN);
        assertThat(after(new Delete("/gone", 3))).isEqualTo(Aftermath.UNKNOWN);
    }

    @Test
    void a_create_was_done_when_the_record_is_ours() throws Exception {
        stands("/a", "mine", 0, 0);
        stands("/mine", "mine", 0, SESSION);
        stands("/theirs", "mine", 0, 78);

        assertThat(after(create("/a", false))).isEqualTo(Aftermath.DONE);
        assertThat(after(create("/mine", true))).isEqualTo(Aftermath.DONE);
        assertThat(after(create("/theirs", true))).isEqualTo(Aftermath.NOT_DONE);
    }

    @Test
    void one_record_that_tells_is_enough_as_a_commit_is_all_or_none() throws Exception {
        stands("/a", "later", 9, 0);
        stands("/b", "mine", 1, 0);
        assertThat(after(update("/a", 3), update("/b", 0))).isEqualTo(Aftermath.DONE);

        stands("/b", "old", 0, 0);
        assertThat(after(update("/a", 3), update("/b", 0))).isEqualTo(Aftermath.NOT_DONE);
    }

    private Aftermath after(StoreWrite... writes) throws Exception {
        return Aftermath.of(List.of(writes), new Ensemble() {
            @Override
            public void send(List<StoreWrite> again) {
                throw new AssertionError("an aftermath is only looked at");
            }

            @Override
            public Optional<StoredRecord> read(String path) {
                return Optional.ofNullable(now.get(path));
            }

            @Override
            public long session() {
                return SESSION;
            }
        });
    }

    private void stands(String path, String data, int version, long owner) {
        now.put(path, new StoredRecord(path, data.getBytes(), version, 1, owner));
    }

    private static Update update(String path, int version) {
        return new Update(path, "mine".getBytes(), version);
    }

    private static Create create(String path, boolean ephemeral) {
        return new Create(path, "mine".getBytes(), ephemeral);
    }
}
