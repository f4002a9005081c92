package orchestrator.reconciler.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import orchestrator.reconciler.store.ClusterStore.Session.State;
import orchestrator.reconciler.store.StoreWrite.Check;
import orchestrator.reconciler.store.StoreWrite.Create;
import orchestrator.reconciler.store.StoreWrite.Delete;
import orchestrator.reconciler.store.StoreWrite.Update;
import org.junit.jupiter.api.Test;

/** What every adapter of the store must do. Each test begins with an empty store. */
public abstract class ClusterStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A client with a session of its own on the one store of this test. */
    protected abstract ClusterStore open();

    /** Ends the session of {@code store} as if its ensemble had not heard of it for too long. */
    protected abstract void expire(ClusterStore store);

    /** Waits until {@code condition} holds. */
    protected void eventually(BooleanSupplier condition) {
        await().atMost(PATIENCE).until(condition::getAsBoolean);
    }

    @Test
    public void a_record_begins_at_version_0_and_gains_one_with_each_update() {
        ClusterStore store = open();

        store.commit(List.of(create("/a", "one")));
        StoredRecord created = store.read("/a").orElseThrow();
        store.commit(List.of(new Update("/a", bytes("two"), 0)));
        StoredRecord updated = store.read("/a").orElseThrow();

        assertThat(created.version()).isZero();
        assertThat(text(created)).isEqualTo("one");
        assertThat(created.owner()).isZero();
        assertThat(updated.version()).isEqualTo(1);
        assertThat(text(updated)).isEqualTo("two");
        assertThat(updated.sequence()).isGreaterThan(created.sequence());
        assertThat(updated.path()).isEqualTo("/a");
    }

    @Test
    public void what_is_not_there_reads_as_nothing() {
        ClusterStore store = open();

        assertThat(store.read("/nothing")).isEmpty();
        assertThat(store.children("/nothing")).isEmpty();
    }

    @Test
    public void lists_only_what_is_right_below_sorted() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", ""), create("/a/c", ""), create("/a/b", ""),
                create("/a/b/deep", ""), create("/ab", "")));

        assertThat(store.children("/a")).containsExactly("b", "c");
        assertThat(store.children("/")).contains("a", "ab").doesNotContain("b");
    }

    @Test
    public void many_records_are_read_at_once_in_the_order_they_are_asked_for() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", "one"), create("/b", "two")));
        List<String> paths = new ArrayList<>(List.of("/b", "/nothing", "/a"));
        IntStream.range(0, 1_500).forEach(_ -> paths.add("/a"));

        List<Optional<StoredRecord>> found = store.readAll(paths);

        assertThat(found).hasSize(1_503);
        assertThat(found.get(0)).map(ClusterStoreContract::text).contains("two");
        assertThat(found.get(1)).isEmpty();
        assertThat(found.getLast()).map(ClusterStoreContract::text).contains("one");
        assertThat(store.stamps(List.of("/b", "/nothing", "/a"))).containsExactly(
                new Stamp(0, found.get(0).orElseThrow().sequence()), Stamp.NONE,
                new Stamp(0, found.get(2).orElseThrow().sequence()));
    }

    @Test
    public void a_look_below_a_record_shows_that_another_came_or_went_and_came_back() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", "one"), create("/a/b", "two")));
        List<Long> seen = new ArrayList<>(store.stampsBelow(List.of("/a")));
        assertThat(store.stampsBelow(List.of("/a"))).isEqualTo(seen);
        for (int i = 0; i < 2; i++) {
            store.commit(List.of(create("/a/c", "three")));
            seen.addAll(store.stampsBelow(List.of("/a")));
            store.commit(List.of(new StoreWrite.Delete("/a/c", 0)));
            seen.addAll(store.stampsBelow(List.of("/a")));
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        store.commit(List.of(create("/d", "four"), new StoreWrite.Update("/a/b", bytes("six"), 0),
                new StoreWrite.Update("/a", bytes("five"), 0)));
        assertThat(store.stampsBelow(List.of("/a"))).containsExactly(seen.getLast());
    }

    @Test
    public void many_records_of_the_largest_size_are_read_at_once() {
        ClusterStore store = open();
        byte[] largest = new byte[ClusterStore.MAX_RECORD_BYTES];
        store.commit(List.of(new StoreWrite.Create("/large", largest, false)));

        List<Optional<StoredRecord>> found = store.readAll(Collections.nCopies(30, "/large"));

        assertThat(found).hasSize(30).allSatisfy(
                each -> assertThat(each.orElseThrow().data()).hasSameSizeAs(largest));
    }

    @Test
    public void what_was_begun_is_found_while_other_things_are_asked() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", "one"), create("/b", "two")));
        List<String> paths = List.of("/b", "/nothing", "/a");

        Supplier<List<Optional<StoredRecord>>> first = store.beginReadAll(paths);
        assertThat(store.read("/a")).map(ClusterStoreContract::text).contains("one");
        Supplier<List<Optional<StoredRecord>>> second = store.beginReadAll(paths);

        for (List<Optional<StoredRecord>> found : List.of(first.get(), second.get())) {
            assertThat(found).hasSize(3);
            assertThat(found.get(0)).map(ClusterStoreContract::text).contains("two");
            assertThat(found.get(1)).isEmpty();
            assertThat(found.get(2)).map(ClusterStoreContract::text).contains("one");
        }
    }

    @Test
    public void the_newest_change_stays_the_same_until_somebody_writes() {
        ClusterStore store = open();
        ClusterStore other = open();
        other.commit(List.of(create("/a", "one")));
        eventually(() -> store.read("/a").isPresent());
        // Sessions of earlier tests may still end.
        eventually(() -> store.newest().equals(store.newest()));
        Newest before = store.newest();

        other.commit(List.of(new Update("/a", bytes("two"), 0)));

        eventually(() -> !store.newest().equals(before));
    }

    @Test
    public void many_commits_are_made_in_their_order() {
        ClusterStore store = open();

        store.commitAll(chain(40));

        assertThat(store.children("/")).contains("r0", "r20", "r39");
        assertThat(store.read("/r39").orElseThrow().sequence())
                .isGreaterThan(store.read("/r38").orElseThrow().sequence());
    }

    @Test
    public void none_is_made_after_one_that_was_refused_when_each_checks_the_one_before() {
        ClusterStore store = open();
        List<List<StoreWrite>> commits = new ArrayList<>(chain(40));
        commits.set(25, List.of(new Check("/r24", 7), create("/r25", "")));

        assertThatThrownBy(() -> store.commitAll(commits))
                .isInstanceOf(StoreConflictException.class).hasMessageContaining("/r24");
        assertThat(store.children("/")).contains("r0", "r24")
                .doesNotContain("r25", "r26", "r39");
    }

    private static List<List<StoreWrite>> chain(int length) {
        return IntStream.range(0, length).<List<StoreWrite>>mapToObj(i -> i == 0
                ? List.of(create("/r0", "first"))
                : List.of(new Check("/r" + (i - 1), 0), create("/r" + i, "next"))).toList();
    }

    @Test
    public void a_commit_with_one_wrong_version_writes_nothing_and_names_the_record() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", "one"), create("/b", "one")));

        List<StoreWrite> writes = List.of(create("/c", "new"), new Update("/a", bytes("two"), 0),
                new Update("/b", bytes("two"), 5));

        assertThatThrownBy(() -> store.commit(writes))
                .isInstanceOfSatisfying(StoreConflictException.class,
                        e -> assertThat(e.path()).isEqualTo("/b"));
        assertThat(text(store.read("/a").orElseThrow())).isEqualTo("one");
        assertThat(store.read("/c")).isEmpty();
    }

    @Test
    public void a_check_refuses_a_commit_of_somebody_who_saw_an_older_state() {
        ClusterStore store = open();
        store.commit(List.of(create("/epoch", ""), create("/a", "")));
        store.commit(List.of(new Check("/epoch", 0), new Update("/epoch", bytes("1"), 0)));

        assertThatThrownBy(() -> store.commit(
                List.of(new Check("/epoch", 0), new Update("/a", bytes("late"), 0))))
                .isInstanceOfSatisfying(StoreConflictException.class,
                        e -> assertThat(e.path()).isEqualTo("/epoch"));
    }

    @Test
    public void conflicts_name_what_was_found() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", ""), create("/a/b", "")));

        assertConflict(store, create("/a", ""), "/a");
        assertConflict(store, create("/none/b", ""), "/none/b");
        assertConflict(store, new Update("/none", bytes(""), 0), "/none");
        assertConflict(store, new Delete("/none", 0), "/none");
        assertConflict(store, new Delete("/a", 0), "/a");
        assertConflict(store, new Delete("/a/b", 3), "/a/b");
        assertConflict(store, new Check("/none", 0), "/none");
    }

    private static void assertConflict(ClusterStore store, StoreWrite write, String path) {
        assertThatThrownBy(() -> store.commit(List.of(write))).as(write.toString())
                .isInstanceOfSatisfying(StoreConflictException.class,
                        e -> assertThat(e.path()).isEqualTo(path));
    }

    @Test
    public void a_record_made_anew_is_told_apart_from_the_old_one_by_its_sequence() {
        ClusterStore store = open();
        store.commit(List.of(create("/a", "old")));
        long old = store.read("/a").orElseThrow().sequence();
        store.commit(List.of(new Delete("/a", 0)));
        store.commit(List.of(create("/a", "new")));

        assertThat(store.read("/a").orElseThrow().version()).isZero();
        assertThat(store.read("/a").orElseThrow().sequence()).isGreaterThan(old);
    }

    @Test
    public void an_ephemeral_record_goes_with_its_session_and_stays_with_others() {
        ClusterStore mine = open();
        ClusterStore other = open();
        mine.commit(List.of(new Create("/mine", bytes("x"), true)));
        other.commit(List.of(new Create("/other", bytes("x"), true)));
        assertThat(other.read("/mine").orElseThrow().owner()).isEqualTo(mine.session().id());

        mine.close();

        eventually(() -> other.read("/mine").isEmpty());
        assertThat(other.read("/other")).isPresent();
    }

    @Test
    public void a_lost_session_is_told_and_the_next_one_has_another_id() {
        ClusterStore store = open();
        Queue<ClusterStore.Session> seen = new ConcurrentLinkedQueue<>();
        store.onSession(seen::add);
        long before = store.session().id();
        store.commit(List.of(new Create("/mine", bytes("x"), true)));

        expire(store);

        eventually(() -> seen.stream()
                .anyMatch(each -> each.state() == State.LOST));
        eventually(() -> store.session().isConnected());
        assertThat(store.session().id()).isNotEqualTo(before);
        eventually(() -> store.read("/mine").isEmpty());
        eventually(() -> List.copyOf(seen).getLast().isConnected());
    }

    @Test
    public void a_watch_tells_of_everything_at_and_below_its_path() {
        ClusterStore store = open();
        ClusterStore other = open();
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        store.watch("/a", seen::add);

        other.commit(List.of(create("/a", ""), create("/a/b", ""), create("/ab", "")));
        other.commit(List.of(new Update("/a/b", bytes("two"), 0)));
        eventually(() -> List.copyOf(seen).equals(List.of("/a", "/a/b", "/a/b")));
        other.commit(List.of(new Delete("/a/b", 1)));

        eventually(() -> seen.size() == 4);
        assertThat(seen).last().isEqualTo("/a/b");
    }

    @Test
    public void two_watches_of_one_path_are_given_up_one_by_one() {
        ClusterStore store = open();
        Queue<String> first = new ConcurrentLinkedQueue<>();
        Queue<String> second = new ConcurrentLinkedQueue<>();
        ClusterStore.Watch given = store.watch("/a", first::add);
        store.watch("/a", second::add);

        given.close();
        store.commit(List.of(create("/a", "")));

        eventually(() -> List.copyOf(second).equals(List.of("/a")));
        assertThat(first).isEmpty();
    }

    @Test
    public void watches_go_on_after_a_lost_session_and_hint_that_anything_may_have_changed() {
        ClusterStore store = open();
        ClusterStore other = open();
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        store.watch("/a", seen::add);
        long before = store.session().id();
        // The lost session may have been connected once more, with a hint of its own.
        store.onSession(each -> {
            if (each.state() == State.LOST) {
                seen.clear();
            }
        });

        expire(store);
        eventually(() -> store.session().isConnected() && store.session().id() != before
                && seen.contains("/a"));
        seen.clear();
        other.commit(List.of(create("/a", ""), create("/a/b", "")));

        eventually(() -> seen.contains("/a/b"));
    }

    @Test
    public void sizes_are_refused_before_anything_is_sent() {
        ClusterStore store = open();
        byte[] most = new byte[ClusterStore.MAX_RECORD_BYTES];
        byte[] tooMuch = new byte[ClusterStore.MAX_RECORD_BYTES + 1];
        List<StoreWrite> tooMany = IntStream.rangeClosed(0, ClusterStore.MAX_COMMIT_WRITES)
                .<StoreWrite>mapToObj(i -> create("/n" + i, "")).toList();

        assertThatThrownBy(() -> store.commit(List.of(new Create("/a", tooMuch, false))))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessage("/a would be 524289 bytes, the limit is 524288");
        assertThatThrownBy(() -> store.commit(
                List.of(new Create("/a", most, false), new Create("/b", most, false))))
                .isInstanceOf(RecordTooLargeException.class);
        assertThatThrownBy(() -> store.commit(tooMany))
                .isInstanceOf(RecordTooLargeException.class);
        store.commit(List.of(new Create("/a", most, false)));
        assertThat(store.read("/a").orElseThrow().data()).hasSize(most.length);
    }

    @Test
    public void the_largest_commit_is_taken() {
        ClusterStore store = open();
        List<StoreWrite> writes = new ArrayList<>();
        for (int i = 0; i < ClusterStore.MAX_COMMIT_WRITES; i++) {
            writes.add(new Create("/n" + i, new byte[700], false));
        }

        store.commit(writes);

        assertThat(store.children("/")).contains("n0", "n999");
    }

    /** S1: once the next epoch is committed nothing of an older one is. */
    @Test
    public void every_write_of_a_deposed_leader_is_refused() {
        ClusterStore old = open();
        ClusterStore next = open();
        old.commit(List.of(create("/epoch", "old"), create("/a", "")));
        next.commit(List.of(new Update("/epoch", bytes("next"), 0)));

        int refused = 0;
        for (int i = 0; i < 100; i++) {
            try {
                old.commit(List.of(new Check("/epoch", 0), new Update("/a", bytes("old" + i), i)));
            } catch (StoreConflictException e) {
                assertThat(e.path()).isEqualTo("/epoch");
                refused++;
            }
            next.commit(List.of(new Check("/epoch", 1), new Update("/a", bytes("next"), i)));
        }

        assertThat(refused).isEqualTo(100);
        assertThat(text(next.read("/a").orElseThrow())).isEqualTo("next");
    }

    private static Create create(String path, String data) {
        return new Create(path, bytes(data), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(StoredRecord stored) {
        return new String(stored.data(), UTF_8);
    }
}
